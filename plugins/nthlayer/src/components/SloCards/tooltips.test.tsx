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
    ['page', /At this rate over 1\sh the paging share of the budget is spent/],
    ['ticket', /the ticket share of the budget is spent/],
    ['over', /Faster than the objective allows/],
    ['within', /Within what the objective allows/],
    ['none', /No data or no traffic/],
  ] as const)('of a burn rate at the level %s is %p', async (level, text) => {
    const [hour] = status.burn;
    render(
      <BurnRates
        noun={{ one: 'event', many: 'events' }}
        status={{ ...status, burn: [{ ...hour, rate: 20, level }] }}
      />,
    );
    await userEvent.hover(screen.getByText('20.0×'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(text);
  });
});
