import {
  Diagnostic,
  Provenance,
  Sli,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { dnsLabel } from '../../dnsLabel';
import { quote } from '../../spec/diagnostics';
import { formatPercent } from '../../spec/formatPercent';
import { Cursor, findingAt, Place } from '../../spec/specFile/cursor';
import { Found, FoundFields, readFields } from '../../spec/specFile/readFields';
import { notSupported } from './notSupported';
import { readIndicator } from './readIndicator';
import { FIELD_IGNORED, Objective, readObjectives } from './readObjectives';
import { readTimeWindow, TimeWindowReading } from './readTimeWindow';
import { OpenSloEntry, OpenSloFile } from './references';
import { indicatorRules, sloRules } from './rules';

/** An SLO that a user wrote, and where its values came from, by path. */
export interface UserSlo {
  readonly slo: Slo;
  readonly place: Place;
  readonly provenance: Readonly<Record<string, Provenance>>;
}

/** The SLOs of one OpenSLO object: one for each objective. Empty when it is not supported; the findings say why. */
export function readSlo(
  entry: OpenSloEntry,
  file: OpenSloFile,
  serviceLabel: string,
): {
  readonly slos: readonly UserSlo[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const spec = entry.at.child('spec');
  const { fields, diagnostics } = readFields(spec, sloRules);
  const indicator = indicatorOf(spec, fields, file);
  const sli = indicator.at && readIndicator(indicator.at, file, serviceLabel);
  const window = readTimeWindow(fields.timeWindow);
  const objectives = fields.objectives && readObjectives(fields.objectives);
  const method = checkMethod(spec, fields.budgetingMethod);
  diagnostics.push(
    ...method.diagnostics,
    ...indicator.diagnostics,
    ...(sli?.diagnostics ?? []),
    ...window.diagnostics,
    ...(objectives?.diagnostics ?? []),
    ...(fields.alertPolicies ? [alertsNotRead(fields.alertPolicies.at)] : []),
    ...(spec.child('objectives').value === undefined
      ? [missing(spec, 'objectives')]
      : []),
  );
  const usable = method.supported ? objectives?.objectives ?? [] : [];
  const built = sli?.sli !== undefined && usable.length > 0;
  const several = (fields.objectives?.value.length ?? 0) > 1;
  return {
    slos: sli?.sli
      ? usable.map(objective =>
          sloOf(entry, objective, {
            several,
            sli: sli.sli as Sli,
            sliAt: indicator.at as Cursor,
            window,
            description: fields.description?.value,
          }),
        )
      : [],
    // that a field is ignored matters to nobody whose SLO is left out
    diagnostics: built
      ? diagnostics
      : diagnostics.filter(({ code }) => code !== FIELD_IGNORED),
  };
}

function sloOf(
  { name, displayName, at }: OpenSloEntry,
  objective: Objective,
  parts: {
    readonly several: boolean;
    readonly sli: Sli;
    readonly sliAt: Cursor;
    readonly window: TimeWindowReading;
    readonly description: string | undefined;
  },
): UserSlo {
  const { several, sli, sliAt, window } = parts;
  const { value, at: objectiveAt } = objective.objective;
  const own = objective.displayName ?? String(objective.number);
  const sloName = several ? dnsLabel(`${name}-${slug(own)}`) : name;
  const title = displayName ?? name;
  const percent = formatPercent(value);
  return {
    slo: {
      name: sloName,
      displayName: several
        ? `${title}: ${own}`
        : objective.displayName ?? title,
      description:
        parts.description?.trim() || `${percent} of events are good.`,
      objective: value,
      window: window.window,
      method: 'Occurrences',
      noData: 'ignore',
      sli,
    },
    place: at.child('metadata').child('name').place(),
    provenance: {
      [`slos.${sloName}.objective`]: objectiveAt.provenance(),
      [`slos.${sloName}.window`]: window.at?.provenance() ?? standard,
      [`slos.${sloName}.method`]: at
        .child('spec')
        .child('budgetingMethod')
        .provenance(),
      [`slos.${sloName}.noData`]: standard,
      [`slos.${sloName}.sli`]: sliAt.provenance(),
    },
  };
}

const standard: Provenance = { source: 'default', from: 'defaults of SLOs' };

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function indicatorOf(
  spec: Cursor,
  { indicator, indicatorRef }: FoundFields<typeof sloRules>,
  file: OpenSloFile,
): { readonly at?: Cursor; readonly diagnostics: readonly Diagnostic[] } {
  if (indicator && indicatorRef) {
    return { diagnostics: [twoIndicators(indicatorRef)] };
  }
  if (indicator) {
    const { diagnostics } = readFields(indicator.at, indicatorRules);
    return { at: indicator.at.child('spec'), diagnostics };
  }
  if (indicatorRef) {
    const sli = file.find('SLI', indicatorRef.value);
    return sli
      ? { at: sli.at.child('spec'), diagnostics: [] }
      : { diagnostics: [unknownIndicator(indicatorRef)] };
  }
  const absent = spec.child('indicatorRef').value === undefined;
  return { diagnostics: absent ? [noIndicator(spec)] : [] };
}

function checkMethod(
  spec: Cursor,
  method: Found<string> | undefined,
): {
  readonly supported: boolean;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (method === undefined) {
    const absent = spec.child('budgetingMethod').value === undefined;
    return {
      supported: true,
      diagnostics: absent ? [methodAssumed(spec)] : [],
    };
  }
  return method.value === 'Occurrences'
    ? { supported: true, diagnostics: [] }
    : {
        supported: false,
        diagnostics: [
          notSupported(
            method.at,
            `The budgeting method ${method.value} is not supported: only occurrences are counted.`,
          ),
        ],
      };
}

function methodAssumed(spec: Cursor): Diagnostic {
  return findingAt(spec.place(), {
    severity: 'warning',
    code: 'missing-field',
    summary: 'The SLO has no budgetingMethod.',
    detail: 'Occurrences are counted. Add budgetingMethod: Occurrences.',
  });
}

function missing(at: Cursor, field: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'missing-field',
    summary: `The SLO has no ${field}.`,
    detail: `It is left out. Add ${field}.`,
  });
}

function noIndicator(spec: Cursor): Diagnostic {
  return missing(spec, 'indicator or indicatorRef');
}

function twoIndicators({ at }: Found<string>): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'openslo-two-indicators',
    summary: 'The SLO has both indicator and indicatorRef.',
    detail: 'It is left out. Keep one of them.',
  });
}

function unknownIndicator({ value, at }: Found<string>): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'openslo-unknown-reference',
    summary: `There is no SLI ${quote(value)} in this file.`,
    detail: 'The SLO is left out. Put the SLI into the same file.',
  });
}

function alertsNotRead(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'warning',
    code: 'openslo-alerts-not-read',
    summary: 'Alert policies are not read.',
    detail:
      'The SLO gets burn-rate alerts from its own objective and window; these policies are not built.',
  });
}
