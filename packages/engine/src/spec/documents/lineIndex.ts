import { SourcePosition } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Finds line and column of offsets in one file; the lines are counted when they are first needed. */
export function lineIndex(
  file: string,
  text: string,
): (offset: number) => SourcePosition {
  let starts: readonly number[] | undefined;
  return offset => {
    starts ??= lineStarts(text);
    const line = lastAtMost(starts, offset);
    return { file, line: line + 1, column: offset - starts[line] + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (
    let at = text.indexOf('\n');
    at !== -1;
    at = text.indexOf('\n', at + 1)
  ) {
    starts.push(at + 1);
  }
  return starts;
}

function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle] <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
