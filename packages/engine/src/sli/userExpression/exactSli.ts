import {
  CounterSli,
  Selector,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Expression } from '../../promql';
import { Inexact } from './approximateReason';
import { countedSelector, sameSelector } from './countedSelector';
import { EventCount, sameWindow } from './eventCount';
import { latencySli, withBothSpellings } from './latency';

/** Events of one sort over all of them. */
export interface CountedRatio {
  readonly part: EventCount;
  readonly of: 'good' | 'bad';
  readonly total: EventCount;
}

/** The events that a part counts, and whether it writes them as all events without the others. */
function partOf(
  { part, of }: CountedRatio,
  total: Selector,
): { selector: Selector; of: 'good' | 'bad' } {
  const negative = part.terms.filter(({ isNegative }) => isNegative);
  const positive = part.terms.filter(({ isNegative }) => !isNegative);
  if (negative.length === 0) {
    return { selector: countedSelector(positive, part.node), of };
  }
  const isRest =
    positive.length > 0 &&
    sameSelector(countedSelector(positive, part.node), total);
  if (!isRest) {
    throw new Inexact('arithmetic', part.node);
  }
  return {
    selector: countedSelector(negative, part.node),
    of: of === 'good' ? 'bad' : 'good',
  };
}

/** Labels of a sum that can have several values: those that the selector does not pin. */
function openLabels(
  groupBy: readonly string[],
  { matchers }: Selector,
): string[] {
  const isPinned = (label: string) =>
    matchers.some(each => each.label === label && each.op === '=');
  return groupBy.filter(label => label !== 'le' && !isPinned(label));
}

function commonGroups(
  { part, total }: CountedRatio,
  selector: Selector,
  totalSelector: Selector,
  node: Expression,
): string[] {
  const ofPart = openLabels(part.groupBy, selector);
  const ofTotal = openLabels(total.groupBy, totalSelector);
  const differs =
    ofPart.length !== ofTotal.length ||
    ofPart.some((label, index) => label !== ofTotal[index]);
  if (differs) {
    throw new Inexact('grouping-differs', node);
  }
  return ofTotal;
}

/** The SLI of two counts, or throws why they cannot be one. */
export function exactSli(ratio: CountedRatio, node: Expression): CounterSli {
  const { part, total } = ratio;
  if (total.terms.some(({ isNegative }) => isNegative)) {
    throw new Inexact('arithmetic', total.node);
  }
  if (part.unit !== total.unit) {
    throw new Inexact('functions-differ', node);
  }
  if (!sameWindow(part.window, total.window)) {
    throw new Inexact('windows-differ', node);
  }
  const all = countedSelector(total.terms, total.node);
  const { selector, of } = partOf(ratio, all);
  const groupBy = commonGroups(ratio, selector, all, node);
  const latency =
    of === 'good' ? latencySli(selector, all, groupBy) : undefined;
  return (
    latency ?? {
      kind: 'ratio',
      total: withBothSpellings(all),
      [of]: withBothSpellings(selector),
      groupBy,
    }
  );
}
