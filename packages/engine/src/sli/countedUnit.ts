import { Sli, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * What one of an SLO's counts is: an event, a check of a probe, a minute that was judged as a whole, or a slice of time.
 *
 * @public
 */
export type CountedUnit = 'event' | 'check' | 'minute' | 'slice';

/**
 * What an SLO counts.
 *
 * @public
 */
export function countedUnit({ sli, slices }: Slo): CountedUnit {
  return slices ? 'slice' : unitOf(sli);
}

function unitOf(sli: Sli): CountedUnit {
  switch (sli.kind) {
    case 'probe':
      return 'check';
    case 'threshold':
      return 'minute';
    case 'expression':
      return sli.ratio === undefined ? 'event' : 'minute';
    case 'composite':
      return sli.formula === 'sum' ? 'event' : 'minute';
    default:
      return 'event';
  }
}
