import { Expression } from '../../promql';
import { Inexact } from './approximateReason';
import { CountOptions, eventCount } from './eventCount';
import { CountedRatio } from './exactSli';
import { withoutGuards } from './guards';

function other(of: 'good' | 'bad'): 'good' | 'bad' {
  return of === 'good' ? 'bad' : 'good';
}

/** Reads a ratio as two counts, or throws why it is none. */
export function countedRatio(
  written: Expression,
  of: 'good' | 'bad',
  options: CountOptions,
): CountedRatio {
  const node = withoutGuards(written);
  if (node.kind !== 'binary') {
    // It may still be a single counter, whose total nobody has given; else its own reason is told.
    const { node: counter } = eventCount(node, { isCounter: undefined });
    throw new Inexact('no-total', counter);
  }
  const { op, left, right, matching } = node;
  if (op === '-' && left.kind === 'number' && left.value === 1) {
    return countedRatio(right, other(of), options);
  }
  if (op !== '/') {
    throw new Inexact('arithmetic', node);
  }
  if (matching?.group) {
    throw new Inexact('join', node);
  }
  return {
    part: eventCount(left, options),
    of,
    total: eventCount(right, options),
  };
}
