import { parseValue } from './parseValue';

describe('parseValue', () => {
  it.each<[string, number | undefined]>([
    ['0', 0],
    ['-0', -0],
    ['007', 7],
    ['12.', 12],
    ['.5', 0.5],
    ['+1.25e-3', 0.00125],
    ['1E9', 1e9],
    ['NaN', NaN],
    ['Inf', Infinity],
    ['+Inf', Infinity],
    ['-Inf', -Infinity],
    ['', undefined],
    ['.', undefined],
    ['e5', undefined],
    ['1e', undefined],
    ['0x1', undefined],
    ['1 ', undefined],
    ['1.2.3', undefined],
    ['Infinity', undefined],
    ['nan', undefined],
  ])('reads %j as %p', (text, value) => {
    expect(parseValue(text)).toBe(value);
  });

  it.each(['1', '1.', '1e', '.1'])(
    'refuses many digits behind %j that are no number at once',
    start => {
      const before = process.cpuUsage();
      expect(parseValue(`${start}${'1'.repeat(200_000)}x`)).toBeUndefined();
      const { user, system } = process.cpuUsage(before);
      // a millisecond; where two parts of the pattern match the same digits, a minute
      expect((user + system) / 1000).toBeLessThan(1_000);
    },
  );
});
