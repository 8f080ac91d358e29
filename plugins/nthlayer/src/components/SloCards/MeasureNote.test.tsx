import { render, screen } from '@testing-library/react';
import type { SloDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { availabilitySlo, budgetStatus } from '../../__testUtils__';
import { SloCard } from './SloCard';

function show(overrides: Partial<SloDto>) {
  const status = budgetStatus({
    nowMs: 1.8e12,
    objective: 0.99,
    bad: 1,
    total: 1000,
  });
  const slo = availabilitySlo(status, overrides);
  render(
    <SloCard
      row={{ id: 'x', slo, labels: { route: '/pay' }, status }}
      selected={false}
      onSelect={() => {}}
    />,
  );
}

const { indicator } = availabilitySlo(undefined);

describe('what a card says of how its SLO is measured', () => {
  it('speaks of slices where slices are counted', () => {
    show({
      method: 'Timeslices',
      slices: { lengthMs: 300_000, objective: 0.95 },
      indicator: { ...indicator, unit: 'slice' },
    });
    expect(
      screen.getByText(/Counts slices of 5.min; one is good at 95/),
    ).toBeInTheDocument();
    expect(screen.getByText(/allowed bad slices of time/)).toBeInTheDocument();
    expect(screen.queryByText(/bad events/)).not.toBeInTheDocument();
  });

  it('shows the formula of a composite, and what it is one of', () => {
    show({
      indicator: {
        ...indicator,
        kind: 'composite',
        unit: 'minute',
        formula: '0.7 × availability + 0.3 × latency',
      },
    });
    expect(
      screen.getByText('Composite: 0.7 × availability + 0.3 × latency'),
    ).toBeInTheDocument();
    expect(screen.getByText(/allowed bad minutes/)).toBeInTheDocument();
    expect(screen.getByText('route: /pay')).toBeInTheDocument();
  });

  it('says why figures are estimates', () => {
    show({
      indicator: {
        ...indicator,
        kind: 'expression',
        approximateReason: 'it calculates with the counts',
      },
    });
    expect(
      screen.getByText(/^Estimate: .*because it calculates with the counts\.$/),
    ).toBeInTheDocument();
  });

  it('says nothing more of events', () => {
    show({});
    expect(
      screen.queryByText(/Estimate|Composite|slices/),
    ).not.toBeInTheDocument();
    expect(screen.getByText(/allowed bad events/)).toBeInTheDocument();
  });
});
