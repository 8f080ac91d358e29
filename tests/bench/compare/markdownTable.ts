/** Rows as a Markdown table; the first column is text, the others are figures. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** A count with thousands set apart. */
export function countText(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

/** A ratio in per cent with its sign. */
export function errorText(value: number): string {
  if (!Number.isFinite(value)) {
    return '**NaN**';
  }
  const percent = value * 100;
  const digits = Math.abs(percent) >= 10 ? 0 : 2;
  const rounded = Number(percent.toFixed(digits));
  return `${rounded > 0 ? '+' : ''}${rounded.toFixed(digits)} %`;
}

/** A ratio in per cent. */
export function percentText(value: number, digits: number = 1): string {
  return `${(value * 100).toFixed(digits)} %`;
}
