import fc from 'fast-check';
import { READ_LATENCY } from '../demo/shapes';
import { LatencyCurve, roundHalfUp } from './latency';

/** As the definition says, point after point. */
function latencyAt(share: number, slowness: number): number {
  let lower = { share: 0, ms: 0 };
  for (const point of READ_LATENCY) {
    if (share < point.share) {
      const part = (share - lower.share) / (point.share - lower.share);
      const ms = lower.ms + part * (point.ms - lower.ms);
      return Math.round(ms * slowness * 1000);
    }
    lower = point;
  }
  throw new RangeError(`No share: ${share}`);
}

describe('LatencyCurve', () => {
  const curve = new LatencyCurve(READ_LATENCY);
  const edges = READ_LATENCY.slice(0, -1).map(({ share }) => share);

  it('goes straight from point to point', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
          fc.constantFrom(0, ...edges),
          fc.nat(255).map(cell => cell / 256),
        ),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (share, slowness) => {
          expect(curve.at(share, slowness)).toBe(latencyAt(share, slowness));
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('roundHalfUp', () => {
  it.each([0, 0.25, 0.5 - 2 ** -54, 0.5, 1.5, 2.5, 2 ** 31 + 0.5, 2 ** 53 - 1])(
    'rounds %d as everybody does',
    value => {
      expect(roundHalfUp(value)).toBe(Math.round(value));
    },
  );

  it('rounds whatever is on either side of a half', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1 }), (whole, part) => {
        const value = whole + part;
        expect(roundHalfUp(value)).toBe(Math.round(value));
      }),
    );
  });
});
