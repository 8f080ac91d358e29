import fc from 'fast-check';
import { formField } from './QueryForm';

describe('formField', () => {
  it('reads as what was written, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const field = formField('query', text);
        expect(field).toMatch(/^query=[\x21-\x7e]*$/);
        expect([...new URLSearchParams(field)]).toEqual([['query', text]]);
      }),
      { numRuns: 300 },
    );
  });

  it('is as long as the names of a long query', () => {
    const names = Array.from({ length: 100 }, (_, at) => `service-${at}`);
    const text = names.join('|');
    expect(formField('query', text)).toBe(`query=${text}`);
  });
});
