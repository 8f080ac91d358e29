import {
  countText,
  errorText,
  markdownTable,
  percentText,
} from './markdownTable';
import { errorOf, TraceFigures, truthOf } from './TraceFigures';

/** Largest relative error of the generated rules. */
const TOLERANCE = 0.001;

/** Per trace: the true use of the budget, and how far off each design is. */
export function budgetTable(
  all: readonly TraceFigures[],
  allowedRatio: number,
): string {
  const designs = all[0].figures.map(({ design }) => design);
  return markdownTable(
    ['Trace', 'Budget truly used', ...designs],
    all.map(each => {
      const { bad, total } = truthOf(each);
      return [
        each.trace.title + (each.trace.edge ? ' ¹' : ''),
        percentText(bad / total / allowedRatio),
        ...each.figures.map(figure => errorText(errorOf(each, figure))),
      ];
    }),
  );
}

/** Requests and bad ones of them: that happened, that scrapes could show, that the rules counted. */
export function countTable(all: readonly TraceFigures[]): string {
  return markdownTable(
    [
      'Trace',
      'Requests',
      'bad',
      'bad, as scrapes could show',
      'bad, counted by NthLayer',
    ],
    all.map(({ trace, happened, visible, counted }) => [
      trace.title,
      countText(happened.total),
      countText(happened.bad),
      countText(visible.bad),
      countText(counted.bad),
    ]),
  );
}

/** Samples that one evaluation of each design's figure reads. */
export function readTable(all: readonly TraceFigures[]): string {
  const designs = all[0].figures.map(({ design }) => design);
  return markdownTable(
    ['Trace', ...designs],
    all.map(({ trace, figures }) => [
      trace.title,
      ...figures.map(({ samplesRead }) => countText(samplesRead)),
    ]),
  );
}

/** What is promised of the generated rules and not kept. */
export function brokenPromises(all: readonly TraceFigures[]): string[] {
  return all.flatMap(each => {
    const [ours] = each.figures;
    const { trace, happened, counted } = each;
    const error = errorOf(each, ours);
    const broken: string[] = [];
    if (!(Math.abs(error) <= TOLERANCE)) {
      broken.push(`${trace.id}: off by ${errorText(error)}`);
    }
    if (trace.exact && counted.bad !== happened.bad) {
      broken.push(
        `${trace.id}: counted ${counted.bad} of ${happened.bad} bad events`,
      );
    }
    return broken;
  });
}
