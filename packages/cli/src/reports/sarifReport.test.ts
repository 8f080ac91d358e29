import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { toSarif } from './sarifReport';

const at = (file: string, line: number, column: number) => ({
  position: { file, line, column },
});

const diagnostics: readonly Diagnostic[] = [
  {
    severity: 'error',
    code: 'unknown-tier',
    path: 'spec.tier',
    summary: 'No such tier.',
    detail: 'Known: low.',
    ...at('services/a b#1.yaml', 4, 9),
  },
  { severity: 'warning', code: 'a-code', path: '', summary: 'Hm.' },
  {
    severity: 'info',
    code: 'unknown-tier',
    path: 'spec.tier',
    summary: 'Again.',
    ...at('/elsewhere/ü.yaml', 1, 1),
  },
];

describe('toSarif', () => {
  const log = toSarif(diagnostics);
  const [{ tool, results = [] }] = log.runs;

  it('is version 2.1.0 with one run', () => {
    expect(log).toMatchObject({
      version: '2.1.0',
      $schema: expect.stringContaining('sarif-2.1.0'),
      runs: [{ tool: { driver: { name: 'NthLayer' } } }],
    });
  });

  it('has a rule for each code, and results that point to them', () => {
    const rules = tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(['a-code', 'unknown-tier']);
    for (const { ruleId, ruleIndex = -1 } of results) {
      expect(rules[ruleIndex].id).toBe(ruleId);
    }
  });

  it('has levels, messages and physical locations', () => {
    expect(results).toMatchObject([
      {
        level: 'error',
        message: { text: 'No such tier. Known: low.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'services/a%20b%231.yaml' },
              region: { startLine: 4, startColumn: 9 },
            },
          },
        ],
      },
      { level: 'warning', message: { text: 'Hm.' }, locations: [] },
      {
        level: 'note',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'file:///elsewhere/%C3%BC.yaml' },
              region: { startLine: 1, startColumn: 1 },
            },
          },
        ],
      },
    ]);
  });

  it('is valid without findings', () => {
    expect(toSarif([]).runs[0]).toMatchObject({
      tool: { driver: { rules: [] } },
      results: [],
    });
  });
});
