import { render, screen } from '@testing-library/react';
import type {
  BudgetStatusDto,
  SloDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { availabilitySlo, budgetStatus } from '../../__testUtils__';
import { SloCard } from './SloCard';

function renderCard(
  over: Partial<BudgetStatusDto>,
  ofSlo: Partial<SloDto> = {},
) {
  const status = budgetStatus(
    { nowMs: 1.8e12, objective: 0.999, bad: 40, total: 100_000 },
    { ...over },
  );
  const slo = availabilitySlo(status, ofSlo);
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
      const projected = {
        endMs: 1.801e12,
        period,
        budgetEvents: 250,
        consumed: 0.16,
      };
      renderCard({ projected }, { period });
      const line = screen.getByText(/40 of 100 allowed bad events so far/);
      expect(line).toHaveTextContent(text);
      expect(screen.getByText(`99.9 % over ${window}`)).toBeVisible();
    },
  );

  it('names the calendar period of slices of time, of which nothing is projected', () => {
    renderCard(
      { method: 'Timeslices' },
      { method: 'Timeslices', period: { count: 1, unit: 'month' } },
    );
    expect(screen.getByText('99.9 % over a calendar month')).toBeVisible();
    expect(screen.queryByText(/so far/)).not.toBeInTheDocument();
  });

  it('projects nothing of a rolling window', () => {
    renderCard({});
    expect(screen.getByText('99.9 % over 30 d')).toBeVisible();
    expect(screen.getByText(/40 of 100 allowed bad events$/)).toBeVisible();
    expect(screen.queryByText(/so far/)).not.toBeInTheDocument();
  });

  it('tells the highest threshold that is spent', () => {
    renderCard({ step: 0.85 });
    expect(
      screen.getByText(/allowed bad events · past the 85 % threshold$/),
    ).toBeVisible();
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
