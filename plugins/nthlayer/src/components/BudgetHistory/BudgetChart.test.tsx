import { render, screen } from '@testing-library/react';
import uPlot from 'uplot';
import { sloHistory } from '../../__testUtils__';
import BudgetChart from './BudgetChart';
import { ChartTooltip } from './ChartTooltip';

const NOUN = { one: 'event', many: 'events' };

const setSize = jest.fn();
const destroy = jest.fn();

jest.mock('uplot', () => {
  const Plot = jest.fn(() => ({ setSize, destroy }));
  return { __esModule: true, default: Object.assign(Plot, { paths: {} }) };
});

let onResize: () => void;
const disconnect = jest.fn();
class FakeResizeObserver implements ResizeObserver {
  constructor(callback: ResizeObserverCallback) {
    onResize = () => callback([], this);
  }
  observe = jest.fn();
  unobserve = jest.fn();
  disconnect = disconnect;
}

const history = sloHistory({
  nowMs: Date.UTC(2026, 10, 21, 12),
  budgetEvents: 1_000,
  badInHour: hour => (hour === 7 ? null : 1),
});

describe('BudgetChart', () => {
  beforeEach(() => {
    global.ResizeObserver = FakeResizeObserver;
  });

  it('hands counts and shares to the chart, with the gap as null', () => {
    render(
      <BudgetChart history={history} points={history.points} noun={NOUN} />,
    );
    const [, data, element] = jest.mocked(uPlot).mock.calls[0];
    expect(data?.[1].slice(6, 9)).toEqual([1, null, 1]);
    expect(data?.[2][7]).toBeNull();
    expect(element).toBe(screen.getByRole('img'));
  });

  it('says in words what it draws', () => {
    render(
      <BudgetChart history={history} points={history.points} noun={NOUN} />,
    );
    expect(
      screen.getByRole('img', { name: /719 bad events.*1 gap/ }),
    ).toBeInTheDocument();
  });

  it('follows the size of its place and cleans up', () => {
    const { unmount } = render(
      <BudgetChart history={history} points={history.points} noun={NOUN} />,
    );
    onResize();
    expect(setSize).toHaveBeenCalled();
    unmount();
    expect(destroy).toHaveBeenCalled();
    expect(disconnect).toHaveBeenCalled();
  });
});

describe('ChartTooltip', () => {
  it.each([
    [{ total: null, bad: null }, 1, /Excluded: nothing of it counts$/],
    [{ total: 0, bad: 0 }, 1, /Excluded: nothing of it counts$/],
    [{ total: null, bad: null }, 0.5, /No data: unknown50\.0\s%.*is excluded$/],
    [{ total: 10, bad: 2 }, 0.5, /2 bad of 10 events50\.0\s%.*is excluded$/],
  ])('tells of %j, of which %d is excluded', (counts, excluded, text) => {
    const { container } = render(
      <ChartTooltip
        point={{ ...history.points[0], ...counts, excluded }}
        stepMs={history.stepMs}
        leftPx={0}
        chartWidthPx={600}
        noun={NOUN}
      />,
    );
    expect(container).toHaveTextContent(text);
  });
});
