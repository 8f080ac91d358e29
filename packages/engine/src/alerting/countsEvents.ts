import { Sli } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Whether the bad events of an SLI are a number of something that happened, so that a fewest of them means something. */
export function countsEvents(sli: Sli): boolean {
  switch (sli.kind) {
    case 'expression':
      return false;
    case 'composite':
      return sli.formula === 'sum';
    default:
      return true;
  }
}
