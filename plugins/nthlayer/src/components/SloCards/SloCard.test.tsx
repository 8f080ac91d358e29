import { render, screen } from '@testing-library/react';
import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { availabilitySlo, budgetStatus } from '../../__testUtils__';
import { SloCard } from './SloCard';

function renderCard(over: Partial<BudgetStatusDto>) {
  const status = budgetStatus(
    { nowMs: 1.8e12, objective: 0.999, bad: 40, total: 100_000 },
    { ...over },
  );
  const slo = availabilitySlo(status);
  const row = { id: 'availability', slo, labels: {}, status };
  return render(<SloCard row={row} selected={false} onSelect={jest.fn()} />);
}

describe('SloCard', () => {
  it.each([
    [1, 'month', /about 250 by the end of the month/, 'a calendar month'],
    [2, 'week', /about 250 by the end of the 2 weeks/, '2 calendar weeks'],
  ] as const)(
    'tells what a calendar budget comes to: %p %s',
    (count, unit, text, window) => {
      const period = { count, unit };
      renderCard({
        projected: {
          endMs: 1.801e12,
          period,
          budgetEvents: 250,
          consumed: 0.16,
        },
      });
      const line = screen.getByText(/40 of 100 allowed bad events so far/);
      expect(line).toHaveTextContent(text);
      expect(screen.getByText(`99.9 % over ${window}`)).toBeVisible();
    },
  );

  it('projects nothing of a rolling window', () => {
    renderCard({});
    expect(screen.getByText(/40 of 100 allowed bad events$/)).toBeVisible();
    expect(screen.queryByText(/so far/)).not.toBeInTheDocument();
  });

  it('tells the highest threshold that is spent', () => {
    renderCard({ step: 0.85 });
    expect(screen.getByText(/allowed bad events · past 85 %$/)).toBeVisible();
  });

  it.each(['rising', 'falling', 'steady'] as const)(
    'says in words that the burn is %s',
    trend => {
      renderCard({ trend });
      expect(screen.getByText(trend, { exact: false })).toBeVisible();
    },
  );

  it('says nothing of an unknown trend', () => {
    renderCard({ trend: 'unknown' });
    expect(screen.queryByText(/rising|falling|steady/)).toBeNull();
  });
});
