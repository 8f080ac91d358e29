import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetStep } from './budgetStep';

describe('the step of a budget', () => {
  it.each<[string, Slo['alerts'], number | null, number | undefined]>([
    ['nothing known', undefined, null, undefined],
    ['little spent', undefined, 0.7499, undefined],
    ['three quarters', undefined, 0.75, 0.75],
    ['more', undefined, 0.8499, 0.75],
    ['the next', undefined, 0.85, 0.85],
    ['the last', undefined, 0.95, 0.95],
    ['all and more', undefined, 7, 0.95],
    ['own ones', { budgetThresholds: [0.29, 0.5] }, 0.4, 0.29],
    ['own ones above', { budgetThresholds: [0.29, 0.5] }, 2, 0.5],
    ['own ones below', { budgetThresholds: [0.29, 0.5] }, 0.28, undefined],
    ['one switched off', { disabled: ['budget-85'] }, 0.9, 0.75],
    [
      'all switched off',
      { disabled: ['budget-75', 'budget-85', 'budget-95'] },
      2,
      undefined,
    ],
  ])('with %s', (_, alerts, consumed, step) => {
    expect(budgetStep({ alerts }, { consumed })).toBe(step);
  });
});
