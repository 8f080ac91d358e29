import fc from 'fast-check';
import { Shares } from './Shares';

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('Shares', () => {
  it('finds the first part that reaches beyond a number', () => {
    const edge = fc.oneof(
      share,
      fc.nat(255).map(cell => cell / 256),
    );
    fc.assert(
      fc.property(
        fc.array(edge, { minLength: 1, maxLength: 300 }),
        fc.array(share),
        (edges, numbers) => {
          const cumulative = Float64Array.from(edges).sort();
          const shares = new Shares(cumulative);
          for (const number of [...numbers, ...edges]) {
            const part = cumulative.findIndex(reached => number < reached);
            expect(shares.partAt(number)).toBe(
              part < 0 ? cumulative.length - 1 : part,
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
