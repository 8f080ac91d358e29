const COLUMNS = 24;

/** Where a panel lies, in Grafana's units. */
export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Sets panels side by side and begins a new line where one would stick out. */
export function layout(
  sizes: readonly { readonly width: number; readonly height: number }[],
): readonly GridPosition[] {
  let x = 0;
  let y = 0;
  let lineHeight = 0;
  return sizes.map(({ width, height }) => {
    const w = Math.min(width, COLUMNS);
    if (x + w > COLUMNS) {
      x = 0;
      y += lineHeight;
      lineHeight = 0;
    }
    const position = { x, y, w, h: height };
    x += w;
    lineHeight = Math.max(lineHeight, height);
    return position;
  });
}
