import fc from 'fast-check';
import { listing } from './listing';

describe('listing', () => {
  it('shows files under their paths', () => {
    const text = listing([
      { path: 'a/rules.yaml', content: 'a: 1\n' },
      { path: 'b.json', content: '{}' },
    ]);
    expect(text).toBe(
      '#### `a/rules.yaml`\n\n```yaml\na: 1\n```\n\n#### `b.json`\n\n```json\n{}\n```',
    );
  });

  it('shows the beginning of a long file where told to', () => {
    const text = listing([{ path: 'a', content: 'x\n'.repeat(42) }], {
      mostLines: 40,
    });
    expect(text.match(/^x$/gm)).toHaveLength(40);
    expect(text).toContain('… and 2 more lines.');
  });

  it('holds hostile content in its block', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('`', '```', '````', 'a', '\n', '<img>')),
        parts => {
          const content = parts.join('');
          const [, fence] =
            /\n(`{3,})text\n/.exec(listing([{ path: 'a', content }])) ?? [];
          expect(content).not.toContain(fence);
        },
      ),
    );
  });
});
