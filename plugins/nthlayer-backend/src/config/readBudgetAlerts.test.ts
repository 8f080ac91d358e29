import { ConfigReader } from '@backstage/config';
import { readBudgetAlerts } from './readBudgetAlerts';

function read(budgetAlerts?: object) {
  return readBudgetAlerts(new ConfigReader({ nthlayer: { budgetAlerts } }));
}

describe('readBudgetAlerts', () => {
  it('tells the usual thresholds and burns', () => {
    expect(read()).toEqual({
      enabled: true,
      thresholds: [75, 85, 95],
      burn: true,
    });
  });

  it('takes thresholds in any order, each once', () => {
    expect(
      read({ enabled: false, burn: false, thresholds: [100, 50, 50, 12.5] }),
    ).toEqual({ enabled: false, burn: false, thresholds: [12.5, 50, 100] });
    expect(read({ thresholds: [] }).thresholds).toEqual([]);
  });

  it.each([
    [[0], 'thresholds[0]'],
    [[75, '85'], 'thresholds[1]'],
    [[-1], 'thresholds[0]'],
    [[1001], 'thresholds[0]'],
    [Array(11).fill(50), 'at most 10'],
    [75, 'at most 10'],
  ])('refuses %j', (thresholds, message) => {
    expect(() => read({ thresholds })).toThrow(message);
  });
});
