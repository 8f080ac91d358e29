import fc from 'fast-check';
import { Joined, partsOf } from './parts';

function sent(value: unknown) {
  const joined = new Joined();
  const messages = [...partsOf(value)];
  messages.forEach(parts => joined.add(structuredClone(parts)));
  return { joined: joined.value, messages: messages.length };
}

describe('parts', () => {
  it('put together are the value, whatever it is', () => {
    const list = fc
      .tuple(fc.anything(), fc.nat({ max: 6000 }))
      .map(([item, length]) => new Array(length).fill(item));
    const plain = fc.oneof(
      fc.jsonValue(),
      list,
      fc.dictionary(fc.string(), list, { maxKeys: 3 }),
    );
    fc.assert(
      fc.property(plain, value => {
        expect(sent(value).joined).toEqual(structuredClone(value));
      }),
      { numRuns: 25 },
    );
  });

  it('are small', () => {
    const deep = Array.from({ length: 20 }, (_, i) => ({
      ['__proto__']: i,
      list: Array.from({ length: 5000 }, (_item, at) => ({ at })),
    }));
    const value = JSON.parse(
      JSON.stringify({ deep, '': [] }).replaceAll('"list"', '"__proto__"'),
    );
    const { joined, messages } = sent(value);
    expect(joined).toEqual(value);
    expect(messages).toBeGreaterThan(50);
    expect(messages).toBeLessThan(80);
    expect(sent('a').messages).toBe(1);
  });
});
