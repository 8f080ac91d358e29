import { visible } from './visible';

/** A cell; `paint` colours it after its width was measured. */
export interface Cell {
  readonly text: string;
  readonly align?: 'right';
  readonly paint?: (text: string) => string;
}

const GAP = '  ';

function pad({ text, align, paint }: Cell, width: number): string {
  const shown = visible(text);
  const space = ' '.repeat(Math.max(0, width - shown.length));
  const painted = paint ? paint(shown) : shown;
  return align === 'right' ? space + painted : painted + space;
}

/** Rows in columns as wide as their widest cell, one line each, without borders. */
export function printTable(rows: readonly (readonly Cell[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach(({ text }, column) => {
      widths[column] = Math.max(widths[column] ?? 0, visible(text).length);
    });
  }
  return rows
    .map(row =>
      row
        .map((cell, column) => pad(cell, widths[column]))
        .join(GAP)
        .trimEnd(),
    )
    .map(line => `${line}\n`)
    .join('');
}
