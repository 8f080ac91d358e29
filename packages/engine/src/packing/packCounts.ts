import { BitReader } from './BitReader';
import { BitWriter, MOST_BITS } from './BitWriter';

/** So many ones say that a number follows in full: it is a fraction, or far from the others. */
const ESCAPE_ONES = 16;
const MOST_LOW_BITS = 24;
const LOW_BITS_WIDTH = 5;
const LARGEST_WHOLE = 2 ** 51;

type Coding = 'values' | 'differences';

/**
 * Writes counts that are alike in few bits, by Golomb–Rice coding: the bits below a width that fits the mean as they
 * are, what is above in unary. Coded are the counts or their differences, whichever are smaller.
 */
export function writeCounts(bits: BitWriter, counts: Float64Array): void {
  const { coding, lowBits } = chooseCoding(counts);
  bits.write(Number(coding === 'differences'), 1);
  bits.write(lowBits, LOW_BITS_WIDTH);
  const low = 2 ** lowBits;
  let previous = 0;
  for (const count of counts) {
    const code = isSmallWhole(count)
      ? toCode(coding, count, previous)
      : Infinity;
    if (code < ESCAPE_ONES * low) {
      const ones = Math.floor(code / low);
      const rest = code - ones * low;
      if (ones + 1 + lowBits <= MOST_BITS) {
        bits.write(
          (((1 << (ones + 1)) - 2) << lowBits) | rest,
          ones + 1 + lowBits,
        );
      } else {
        bits.write((1 << (ones + 1)) - 2, ones + 1);
        bits.write(rest, lowBits);
      }
    } else {
      bits.write(2 ** ESCAPE_ONES - 1, ESCAPE_ONES);
      bits.writeDouble(count);
    }
    previous = isSmallWhole(count) ? count : previous;
  }
}

/** Reads as many counts that `writeCounts` wrote, in place of what was there. */
export function readCounts(
  bits: BitReader,
  counts: Float64Array,
): Float64Array {
  const coding = bits.read(1) === 1 ? 'differences' : 'values';
  const lowBits = bits.read(LOW_BITS_WIDTH);
  if (lowBits > MOST_LOW_BITS) {
    throw new RangeError('Packed counts are of an unknown width');
  }
  counts.fill(0);
  const { length } = counts;
  const as = { lowBits, most: ESCAPE_ONES };
  let previous = 0;
  for (let from = 0; from < length; ) {
    const end = bits.readNumbers(counts, from, as);
    if (coding === 'differences') {
      previous = addUp(counts, { from, end, previous });
    }
    if (end < length) {
      const count = bits.readDouble();
      counts[end] = count;
      previous = isSmallWhole(count) ? count : previous;
    }
    from = end + 1;
  }
  return counts;
}

/** Turns coded differences into counts, and answers the last of them. */
function addUp(
  counts: Float64Array,
  { from, end, previous }: { from: number; end: number; previous: number },
): number {
  let count = previous;
  for (let index = from; index < end; index++) {
    const code = counts[index];
    count += (code & 1) === 0 ? code >>> 1 : -((code + 1) >>> 1);
    counts[index] = count;
  }
  return count;
}

function isSmallWhole(count: number): boolean {
  return count >= 0 && count < LARGEST_WHOLE && Math.floor(count) === count;
}

function toCode(coding: Coding, count: number, previous: number): number {
  if (coding === 'values') {
    return count;
  }
  const difference = count - previous;
  return difference >= 0 ? 2 * difference : -2 * difference - 1;
}

function chooseCoding(counts: Float64Array): {
  coding: Coding;
  lowBits: number;
} {
  let values = 0;
  let differences = 0;
  let wholes = 0;
  let previous = 0;
  for (const count of counts) {
    if (isSmallWhole(count)) {
      values += count;
      differences += wholes > 0 ? toCode('differences', count, previous) : 0;
      previous = count;
      wholes += 1;
    }
  }
  const coding = differences < values ? 'differences' : 'values';
  const mean = Math.min(values, differences) / Math.max(1, wholes);
  // 0.69 is ln 2: half of the codes of a geometric distribution lie below it times their mean.
  const width = mean > 0 ? Math.round(Math.log2(0.69 * mean)) : 0;
  return { coding, lowBits: Math.min(MOST_LOW_BITS, Math.max(0, width)) };
}
