import { createTheme, ThemeProvider } from '@mui/material/styles';
import { render, screen } from '@testing-library/react';
import { budgetStatus } from '../../__testUtils__';
import { toneColour } from '../Tone';
import { BudgetMeter } from './BudgetMeter';

const theme = createTheme();

describe('BudgetMeter', () => {
  it.each([
    ['healthy', 1, { stale: false }, 'success'],
    ['healthy but stale', 1, { stale: true }, undefined],
    ['stale and spent', 20, { stale: true }, 'error'],
  ] as const)('of a budget that is %s', (_, bad, overrides, tone) => {
    const color = toneColour(tone)(theme);
    const status = budgetStatus(
      { nowMs: 1.8e12, objective: 0.99, bad, total: 1000 },
      overrides,
    );
    render(
      <ThemeProvider theme={theme}>
        <BudgetMeter status={status} noun={{ one: 'event', many: 'events' }} />
      </ThemeProvider>,
    );
    expect(screen.getByText(/ %$/)).toHaveStyle({ color });
  });
});
