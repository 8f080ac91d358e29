import { parse } from '../../parse';
import { parseTyped } from '../../parseTyped';
import { print } from '../../print';
import { corpus } from '.';

describe('what people already have', () => {
  it('is enough to mean something', () => {
    expect(new Set(corpus.map(([, text]) => text)).size).toBeGreaterThan(150);
  });

  it.each(corpus)('%s: %s', (_source, text) => {
    const { expression, type, diagnostics } = parseTyped(text);
    expect(diagnostics).toEqual([]);
    expect(['scalar', 'instant vector']).toContain(type);
    expect(parse(print(expression!)).expression).toEqual(expression);
  });
});
