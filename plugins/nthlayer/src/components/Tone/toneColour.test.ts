import { createTheme, getContrastRatio } from '@mui/material/styles';
import { toneColour } from './toneColour';

describe('toneColour', () => {
  it.each(['light', 'dark'] as const)('can be read in %s', mode => {
    const theme = createTheme({ palette: { mode } });
    const { paper } = theme.palette.background;
    for (const tone of ['error', 'warning', 'success', 'info'] as const) {
      const colour = toneColour(tone)(theme);
      expect(getContrastRatio(colour, paper)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('leaves a colour alone that can be read', () => {
    const theme = createTheme({ palette: { error: { main: '#800000' } } });
    expect(toneColour('error')(theme)).toBe('#800000');
    expect(toneColour(undefined)(theme)).toBe(theme.palette.text.secondary);
  });
});
