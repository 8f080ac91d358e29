import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { availabilitySlo, budgetStatus } from '../../__testUtils__';
import { SimulatedMark } from '../ServiceHeader';
import { BurnRates } from './BurnRates';
import { SloCard } from './SloCard';

const status = budgetStatus(
  {
    nowMs: Date.UTC(2026, 10, 21, 12),
    objective: 0.999,
    bad: 100,
    total: 1_000_000,
    burn: { 1: 2, 6: 0.5, 24: 0.5, 72: 0.5 },
  },
  { stale: true },
);

describe('hints', () => {
  it('describe figures and never take the place of their text', async () => {
    const slo = availabilitySlo(status);
    const row = { id: 'availability', slo, labels: {}, status };
    const { container } = render(
      <>
        <SloCard row={row} selected={false} onSelect={jest.fn()} />
        <SimulatedMark />
      </>,
    );
    const hinted = [
      ...container.querySelectorAll<HTMLElement>('[tabindex]:not(button)'),
    ];
    expect(hinted.map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(['Stale', 'Healthy', 'Simulated data']),
    );
    expect(hinted).toHaveLength(8);
    for (const element of hinted) {
      expect(element).not.toHaveAttribute('aria-label');
      await userEvent.hover(element);
      const hint = await screen.findByRole('tooltip');
      expect(element).toHaveAttribute('aria-describedby', hint.id);
      expect(element).not.toHaveAttribute('aria-label');
      expect(element).not.toHaveAttribute('aria-labelledby');
      await userEvent.unhover(element);
    }
  });

  it.each([
    [3, /At this rate over 1\sh the paging share of the budget is spent/],
    [2, /Faster than the objective allows/],
  ])('of a fast burn with %p bad events is %p', async (bad, text) => {
    const [hour] = status.burn;
    const sums = { ...hour.sums, bad };
    render(
      <BurnRates status={{ ...status, burn: [{ ...hour, rate: 20, sums }] }} />,
    );
    await userEvent.hover(screen.getByText('20.0×'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(text);
  });
});
