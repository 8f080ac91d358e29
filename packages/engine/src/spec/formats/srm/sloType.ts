import { Cursor } from '../../specFile/cursor';
import { isGiven } from '../told';
import { JUDGMENTS } from './srmFields';

/** What an SLO of OpenSRM 1 measures. */
export const SLO_TYPES = [
  'availability',
  'latency',
  'error_rate',
  'throughput',
] as const;

/** One of `SLO_TYPES`, a judgment, or what else is written. */
export type SloType =
  | (typeof SLO_TYPES)[number]
  | 'judgment'
  | { readonly unknown: Cursor };

const IN_NAMES: readonly (readonly [string, SloType])[] = [
  ['latency', 'latency'],
  ['duration', 'latency'],
  ['avail', 'availability'],
  ['error', 'error_rate'],
  ['throughput', 'throughput'],
  ['rps', 'throughput'],
];

/** The type as it is given, or else as its name, its unit or its percentile tells it. */
export function sloTypeOf(at: Cursor): SloType {
  const given = [at.child('type'), at.child('indicator').child('type')].find(
    isGiven,
  );
  if (given) {
    return SLO_TYPES.find(each => each === given.value) ?? { unknown: given };
  }
  if (JUDGMENTS.includes(at.name)) {
    return 'judgment';
  }
  const name = at.name.toLowerCase();
  const [, named] = IN_NAMES.find(([part]) => name.includes(part)) ?? [];
  if (named !== undefined) {
    return named;
  }
  const unit = at.child('unit').value;
  if (unit === 'ms' || unit === 's' || isGiven(at.child('percentile'))) {
    return 'latency';
  }
  return unit === 'rps' ? 'throughput' : { unknown: at };
}
