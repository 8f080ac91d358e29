import type { Theme } from '@mui/material/styles';
import { darken, getContrastRatio, lighten } from '@mui/material/styles';

/** What a colour says; without one, nothing. */
export type Tone = 'error' | 'warning' | 'success' | 'info';

/** WCAG asks for 4.5 of small text; rows of a table may be shaded. */
const CONTRAST = 5;
const STEP = 0.05;

/** A colour of the theme, as much darker or lighter as it takes to be read on paper; the same holds for paper on it. */
export function toneColour(tone: Tone | undefined): (theme: Theme) => string {
  return ({ palette }) => {
    if (!tone) {
      return palette.text.secondary;
    }
    const { main } = palette[tone];
    const shade = palette.mode === 'dark' ? lighten : darken;
    let colour = main;
    for (let share = STEP; share < 1; share += STEP) {
      if (getContrastRatio(colour, palette.background.paper) >= CONTRAST) {
        break;
      }
      colour = shade(main, share);
    }
    return colour;
  };
}
