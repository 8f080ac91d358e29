import type { Theme } from '@mui/material/styles';
import { alpha } from '@mui/material/styles';

/** Colours of the chart, out of the theme. */
export interface ChartColours {
  readonly text: string;
  readonly grid: string;
  readonly zero: string;
  readonly budget: string;
  readonly budgetFill: string;
  readonly bad: string;
  readonly unknown: string;
  readonly partlyUnknown: string;
  readonly excluded: string;
  readonly font: string;
}

export function chartColours(theme: Theme): ChartColours {
  const { palette, typography } = theme;
  return {
    text: palette.text.secondary,
    grid: palette.divider,
    zero: palette.error.main,
    budget: palette.primary.main,
    budgetFill: alpha(palette.primary.main, 0.12),
    bad: alpha(palette.error.main, 0.75),
    unknown: alpha(palette.text.secondary, 0.28),
    partlyUnknown: alpha(palette.text.secondary, 0.14),
    excluded: alpha(palette.info.main, 0.16),
    font: `12px ${typography.fontFamily ?? 'sans-serif'}`,
  };
}
