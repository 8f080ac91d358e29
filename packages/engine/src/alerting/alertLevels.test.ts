import { budgetThresholds, isAlertEnabled } from './alertLevels';

describe('alert levels', () => {
  it('are all wanted where nothing is said', () => {
    expect(isAlertEnabled({}, 'page-fast')).toBe(true);
    expect(isAlertEnabled({ alerts: {} }, 'sli-missing')).toBe(true);
    expect(
      budgetThresholds({}).map(({ percent, severity }) => [percent, severity]),
    ).toEqual([
      [75, 'info'],
      [85, 'warning'],
      [95, 'warning'],
    ]);
  });

  it('can be switched off', () => {
    const slo = { alerts: { disabled: ['page-fast', 'budget-85'] as const } };
    expect(isAlertEnabled(slo, 'page-fast')).toBe(false);
    expect(isAlertEnabled(slo, 'page-slow')).toBe(true);
    expect(budgetThresholds(slo).map(({ percent }) => percent)).toEqual([
      75, 95,
    ]);
  });
});
