import fc from 'fast-check';
import { packNumbers, unpackNumbers } from './packNumbers';

const number = fc.oneof(
  fc.constantFrom(0, 1, NaN, -0, Infinity, 2 ** 32),
  fc.constantFrom(254, 255, 256, 65_534, 65_535, 65_536, 2 ** 32 - 1),
  fc.nat(),
  fc.double(),
);

const columns = fc
  .tuple(fc.nat({ max: 40 }), fc.nat({ max: 6 }))
  .chain(([rows, count]) =>
    fc.array(
      fc.oneof(
        fc.array(number, { minLength: rows, maxLength: rows }),
        number.map(same => Array<number>(rows).fill(same)),
        fc.array(fc.constantFrom(NaN, 0, 254, 255, 65_535, 2 ** 32 - 1), {
          minLength: rows,
          maxLength: rows,
        }),
      ),
      { minLength: count, maxLength: count },
    ),
  )
  .map(all => all.map(each => Float64Array.from(each)));

describe('packNumbers', () => {
  it('gives back every number as it was', () => {
    fc.assert(
      fc.property(columns, fc.nat({ max: 7 }), (all, most) => {
        const packed = packNumbers(all);
        expect(unpackNumbers(packed)).toEqual(all);
        const within = Buffer.concat([Uint8Array.of(1, 2, 3), packed]);
        expect(unpackNumbers(within.subarray(3), most)).toEqual(
          all.slice(0, most),
        );
      }),
    );
  });

  it('gives numbers no more room than they need', () => {
    const of = (...numbers: number[]) =>
      packNumbers([Float64Array.from(numbers)]).length;
    const empty = of();
    expect(of(7, 7, 7, 7) - empty).toBe(8);
    expect(of(0, 1, 2, 255) - empty).toBe(4);
    expect(of(0, 1, 2, 256) - empty).toBe(8);
    expect(of(0, 1, 2, 65_536) - empty).toBe(16);
    expect(of(0, 1, 2, 0.5) - empty).toBe(32);
    expect(of(NaN, 0, 2, 254) - empty).toBe(4);
    expect(of(NaN, 0, 2, 255) - empty).toBe(8);
    expect(of(NaN, 1, 2, 65_535) - empty).toBe(16);
    expect(of(NaN, 1, 2, 2 ** 32 - 1) - empty).toBe(32);
  });

  it('refuses bytes that it did not write', () => {
    const packed = packNumbers([Float64Array.of(1, 2), Float64Array.of(3, 3)]);
    expect(() => unpackNumbers(packed.subarray(0, 12))).toThrow(RangeError);
    expect(() => unpackNumbers(packed.subarray(0, 4))).toThrow(RangeError);
    expect(() => unpackNumbers(Uint8Array.of(9, ...packed))).toThrow(
      RangeError,
    );
    expect(() => unpackNumbers(packed.with(8, 77))).toThrow(RangeError);
  });
});
