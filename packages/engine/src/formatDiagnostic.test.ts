import fc from 'fast-check';
import { formatDiagnostic } from './formatDiagnostic';

const finding = {
  severity: 'error',
  code: 'unknown-tier',
  path: 'spec.tier',
  summary: '"x" is not a tier.',
} as const;

it.each([
  [{}, 'error unknown-tier spec.tier: "x" is not a tier.'],
  [
    { detail: 'Known: low.', position: { file: 'a.yaml', line: 4, column: 9 } },
    'a.yaml:4:9 error unknown-tier spec.tier: "x" is not a tier. Known: low.',
  ],
  [
    { path: '', position: { line: 4, column: 9 } },
    '4:9 error unknown-tier: "x" is not a tier.',
  ],
  [
    { summary: 'a\r\n\u001b[31mb\u202e' },
    'error unknown-tier spec.tier: a\\u000d\\u000a\\u001b[31mb\\u202e',
  ],
])('%j is shown as %s', (more, expected) => {
  expect(formatDiagnostic({ ...finding, ...more })).toBe(expected);
});

it('is one line of text that cannot move a cursor', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, text, text, (path, summary, detail, file) => {
      const line = formatDiagnostic({
        ...finding,
        path,
        summary,
        detail,
        position: { file, line: 1, column: 1 },
      });
      expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
    }),
  );
});
