import {
  BudgetingMethod,
  Diagnostic,
  Sli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt, placeOfMissing } from '../../spec/specFile/cursor';
import { ObjectIndex } from '../objectIndex';
import { OpenSloObjective } from '../objective';
import { DeepPartial } from '../readDocument';
import { isPresent } from '../schema';
import { OpenSloSli } from '../sli';
import { IndicatorReading, readIndicator } from './readIndicator';
import { Objective } from './readObjectives';
import {
  judgedOnceATile,
  readThresholdQuery,
  thresholdSli,
} from './thresholdSli';

/** The SLI of an SLO or of a component, inline or referred to; absent when there is none, which has been told. */
export function indicatorOf(
  holder: Pick<DeepPartial<OpenSloObjective>, 'indicator' | 'indicatorRef'>,
  at: Cursor,
  index: ObjectIndex,
  serviceLabel: string,
): IndicatorReading | undefined {
  const { indicator, indicatorRef } = holder;
  if (indicator) {
    const place = at.child('indicator').child('spec');
    return readIndicator(indicator.spec ?? {}, place, index, serviceLabel);
  }
  const sli =
    indicatorRef === undefined ? undefined : index.find('SLI', indicatorRef);
  if (!sli) {
    return undefined;
  }
  const { spec = {} } = sli.value as DeepPartial<OpenSloSli>;
  const place = sli.at.child('spec');
  return {
    ...readIndicator(spec, place, index, serviceLabel),
    isReferred: true,
  };
}

/** The SLI of each objective. */
export function sliOf(
  { sli, threshold, isReferred }: IndicatorReading,
  objectives: readonly Objective[],
  method: BudgetingMethod,
): {
  readonly slis: readonly {
    readonly sli: Sli;
    readonly objective: Objective;
  }[];
  readonly diagnostics: readonly Diagnostic[];
} {
  if (sli) {
    return {
      slis: objectives.map(objective => ({ sli, objective })),
      diagnostics: [],
    };
  }
  if (!threshold) {
    return { slis: [], diagnostics: [] };
  }
  const { expression, diagnostics } = readThresholdQuery(threshold);
  if (expression === undefined) {
    return { slis: [], diagnostics };
  }
  const slis = objectives.flatMap(objective => {
    const own = thresholdSli(expression, objective.value);
    return own ? [{ sli: own, objective }] : [];
  });
  // where the SLI is inline, the rules of the SLO have told
  const missed = isReferred ? objectives.flatMap(missedFields) : [];
  return {
    slis,
    diagnostics: [
      ...diagnostics,
      ...missed,
      ...(slis.length > 0 && method === 'Occurrences'
        ? [judgedOnceATile(threshold)]
        : []),
    ],
  };
}

function missedFields({ at }: Objective): readonly Diagnostic[] {
  return ['op', 'value']
    .filter(field => !isPresent(at.child(field).value))
    .map(field =>
      findingAt(placeOfMissing(at, field), {
        severity: 'error',
        code: 'missing-field',
        summary: `There is no ${field} here, and the SLI has a thresholdMetric.`,
        detail: `The objective is left out. Add ${field}.`,
      }),
    );
}
