import { render, screen } from '@testing-library/react';
import { budgetStatus } from '../../__testUtils__';
import { ExcludedNote } from './ExcludedNote';

describe('ExcludedNote', () => {
  it('says how much of the window does not count, and nothing otherwise', () => {
    const status = budgetStatus({
      nowMs: 1.8e12,
      objective: 0.99,
      bad: 1,
      total: 1000,
    });
    const { rerender, container } = render(<ExcludedNote status={status} />);
    expect(container.textContent).toBe('');
    const sums = { ...status.sums, excludedTiles: 120 };
    rerender(<ExcludedNote status={{ ...status, sums }} />);
    expect(
      screen.getByText(
        /^2.h of the window is excluded and counts in no figure/,
      ),
    ).toBeVisible();
    const sliced = { ...status, sums, method: 'Timeslices' as const };
    rerender(<ExcludedNote status={sliced} />);
    expect(screen.getByText(/counts as good slices of time/)).toBeVisible();
  });
});
