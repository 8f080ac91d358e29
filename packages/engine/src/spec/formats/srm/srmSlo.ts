import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { didYouMean } from '../../didYouMean';
import { Cursor, findingAt, placeOfMissing } from '../../specFile/cursor';
import { isObject } from '../../specFile/readFields';
import { percentToRatio } from '../../specFile/units';
import { wrongType } from '../../specFile/wrongType';
import { rawIndicator } from '../indicators';
import { noteFields, notMeasured, saidBy, unusedFields } from '../notes';
import {
  openSloSlo,
  presetSlo,
  ratioOf,
  sloNameOf,
  SloParts,
} from '../sloParts';
import { copied, isGiven, missing, Told, told, toldObject } from '../told';
import { left, SrmPromise, SrmSlo } from './builtSlo';
import { latencySlo } from './latencySlo';
import { indicatorFields, sloFields } from './srmFields';
import { SLO_TYPES, sloTypeOf } from './sloType';

/** An SLO of `spec.slos`: its key is its name, and a number alone is its target. */
export function srmSlo(at: Cursor, service: Told): SrmSlo {
  const scalar = typeof at.value === 'number';
  const named = sloNameOf(at, at.name);
  if (named.name === undefined) {
    return { diagnostics: named.diagnostics };
  }
  if (!scalar && !isObject(at.value)) {
    return left(wrongType(at, 'an SLO, such as target: 99.9'));
  }
  const description = copied(at.child('description'));
  const parts: SloParts = {
    at,
    name: named.name,
    window: at.child('window'),
    ...(description && { description }),
  };
  const read = sloOf(parts, {
    service,
    query: at.child('indicator').child('query'),
    target: scalar ? at : at.child('target'),
  });
  return {
    ...read,
    diagnostics: [
      ...(scalar ? [] : noteFields(at, sloFields)),
      ...noteFields(at.child('indicator'), indicatorFields),
      ...(read.preset || read.written ? named.diagnostics : []),
      ...unused(at, read),
      ...read.diagnostics,
    ],
  };
}

/** Notes on fields that what became of an SLO has no use for. */
function unused(
  at: Cursor,
  { preset, written }: SrmSlo,
): readonly Diagnostic[] {
  if (!preset && !written) {
    return [];
  }
  const isLatency = sloTypeOf(at) === 'latency';
  return [
    ...unusedFields(
      at,
      ['minimum', ...(isLatency ? [] : ['percentile', 'unit'])],
      'It is judged by its target, a share of events.',
    ),
    ...unusedFields(
      at,
      preset ? ['description'] : [],
      'It says what is measured, as the usual SLO has it.',
    ),
    ...unusedFields(
      at.child('indicator'),
      isGiven(at.child('type')) ? ['type'] : [],
      saidBy(at.child('type')),
    ),
  ];
}

function sloOf(parts: SloParts, promise: SrmPromise): SrmSlo {
  const { at } = parts;
  const type = sloTypeOf(at);
  switch (type) {
    case 'availability':
      return shareOf(parts, promise, 'success');
    case 'error_rate':
      return shareOf(parts, promise, 'failure');
    case 'latency':
      return latencySlo(parts, promise);
    case 'throughput':
      return left(
        notMeasured(
          at,
          'The throughput',
          'How much is asked of a service is not its own doing.',
        ),
      );
    case 'judgment':
      return left(
        notMeasured(
          at,
          `The quality of decisions (${at.name})`,
          'It is not told by counters of requests.',
        ),
      );
    default:
      return left(unknownType(type.unknown, at));
  }
}

/** A share of events, in per cent: of those that succeed, or of those that fail. */
function shareOf(
  parts: SloParts,
  { target, query, service }: SrmPromise,
  rawType: 'success' | 'failure',
): SrmSlo {
  const { at } = parts;
  const percent = rawType === 'failure' ? complementOf(target) : copied(target);
  if (!isGiven(query)) {
    return {
      preset: presetSlo('availability', parts, {
        target: percent ?? missing(target),
      }),
      diagnostics: [],
    };
  }
  if (!isGiven(target)) {
    return left(noTarget(at));
  }
  const { ratio, diagnostics } = ratioOf(target);
  const objective = rawType === 'failure' ? ratioOfComplement(percent) : ratio;
  return {
    ...(ratio &&
      objective && {
        written: openSloSlo(parts, {
          service,
          indicator: rawIndicator(query, query, rawType),
          objective: toldObject(target, { target: objective }),
        }),
      }),
    // a small share of errors is what one wants
    diagnostics: diagnostics.filter(
      ({ code }) => rawType === 'success' || code !== 'target-looks-like-ratio',
    ),
  };
}

/** At most 0.1 % of errors are at least 99.9 % of successes. What is no number stays, to be told. */
function complementOf(at: Cursor): Told | undefined {
  const { value } = at;
  return typeof value === 'number' && Number.isFinite(value)
    ? told(Number((100 - value).toPrecision(15)), at)
    : copied(at);
}

function ratioOfComplement(percent: Told | undefined): Told | undefined {
  return percent?.kind === 'value' && typeof percent.value === 'number'
    ? told(percentToRatio(percent.value), percent.at)
    : undefined;
}

function noTarget(at: Cursor): Diagnostic {
  return findingAt(placeOfMissing(at, 'target'), {
    severity: 'error',
    code: 'missing-field',
    summary: `The SLO ${quote(at.name)} has no target.`,
    detail: 'The SLO is left out. Add target: 99.9.',
  });
}

function unknownType(type: Cursor, at: Cursor): Diagnostic {
  const guess =
    typeof type.value === 'string'
      ? didYouMean(type.value, SLO_TYPES)
      : undefined;
  const hint = guess === undefined ? '' : `Did you mean ${guess}? `;
  return findingAt(type.place(), {
    severity: 'error',
    code: 'unknown-indicator',
    summary: `It is not known what the SLO ${quote(at.name)} measures.`,
    detail: `${hint}The SLO is left out. Add type with one of ${SLO_TYPES.join(
      ', ',
    )}.`,
  });
}
