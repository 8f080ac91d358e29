import { annotationSnippet } from './annotationSnippet';

describe('annotationSnippet', () => {
  const entity = { kind: 'Component', name: 'legacy-importer' };

  it('shows the annotation where it belongs', () => {
    const annotation = { key: 'nthlayer.dev/tier', value: 'standard' };
    const { line, text } = annotationSnippet(annotation, entity);
    expect(line).toBe('nthlayer.dev/tier: standard');
    expect(text.split('\n').at(-1)).toBe(`    ${line} # add this line`);
    expect(text).toContain('name: legacy-importer');
  });

  it.each([
    ['true', '"true"'],
    ['no', '"no"'],
    ['1.5', '"1.5"'],
    ['a: b\nc', '"a: b\\nc"'],
  ])('quotes %p', (value, printed) => {
    const key = 'nthlayer.dev/enabled';
    expect(annotationSnippet({ key, value }, entity).line).toBe(
      `${key}: ${printed}`,
    );
  });
});
