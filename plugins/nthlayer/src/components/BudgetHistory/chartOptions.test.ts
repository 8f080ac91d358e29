import { budgetRange } from './chartOptions';

jest.mock('uplot', () => ({ __esModule: true, default: { paths: {} } }));

describe('budgetRange', () => {
  it.each([
    [null, 0],
    [0, 0],
    [42.5, 0],
    [-0.1, -25],
    [-41.7, -50],
    [-150, -200],
  ])('for a minimum of %p begins at %p', (min, from) => {
    expect(budgetRange(min)).toEqual([from, 100]);
  });
});
