import fc from 'fast-check';
import { readCursor, writeCursor } from './pageCursor';

describe('pageCursor', () => {
  const cursor = { after: 'component:default/a', environment: 'prod' };

  it('comes back as it was written', () => {
    expect(readCursor(writeCursor(cursor), 'prod')).toEqual(cursor);
    const bare = { after: 'component:default/a' };
    expect(readCursor(writeCursor(bare), undefined)).toEqual(bare);
  });

  it('is refused by another list', () => {
    expect(() => readCursor(writeCursor(cursor), 'staging')).toThrow('cursor');
    expect(() => readCursor(writeCursor(cursor), undefined)).toThrow('cursor');
  });

  it('is refused with any character changed, and so is any other text', () => {
    const text = writeCursor(cursor);
    fc.assert(
      fc.property(
        fc.nat(text.length - 2),
        fc.constantFrom(...'abcXYZ019-_'),
        (at, letter) => {
          const forged = text.slice(0, at) + letter + text.slice(at + 1);
          fc.pre(forged !== text);
          expect(() => readCursor(forged, 'prod')).toThrow('cursor');
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), any => {
        expect(() => readCursor(any, undefined)).toThrow('cursor');
      }),
    );
  });
});
