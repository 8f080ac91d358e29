import { Selector, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { mapTextSelectors } from './mapTextSelectors';

/** The same SLI with every selector replaced. */
export function mapSliSelectors<S extends Sli>(
  sli: S,
  change: (selector: Selector) => Selector,
): S;
export function mapSliSelectors(
  sli: Sli,
  change: (selector: Selector) => Selector,
): Sli {
  const text = (expression: string) => mapTextSelectors(expression, change);
  switch (sli.kind) {
    case 'ratio':
      return {
        ...sli,
        total: change(sli.total),
        ...(sli.good && { good: change(sli.good) }),
        ...(sli.bad && { bad: change(sli.bad) }),
      };
    case 'latency':
      return { ...sli, bucket: change(sli.bucket), total: change(sli.total) };
    case 'native-latency':
      return { ...sli, histogram: change(sli.histogram) };
    case 'probe':
      return { ...sli, up: change(sli.up) };
    case 'threshold':
      return { ...sli, expression: text(sli.expression) };
    case 'expression':
      return {
        ...sli,
        ...(sli.ratio !== undefined && { ratio: text(sli.ratio) }),
        ...(sli.part !== undefined && { part: text(sli.part) }),
        ...(sli.total !== undefined && { total: text(sli.total) }),
      };
    case 'composite':
      return sli;
    default:
      return sli satisfies never;
  }
}
