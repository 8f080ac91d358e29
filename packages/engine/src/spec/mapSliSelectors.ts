import { Selector, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';

/** The same SLI with every selector replaced. */
export function mapSliSelectors(
  sli: Sli,
  change: (selector: Selector) => Selector,
): Sli {
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
    default:
      return sli satisfies never;
  }
}
