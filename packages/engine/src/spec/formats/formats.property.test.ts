import fc from 'fast-check';
import { NearbyFiles } from '../beside/NearbyFiles';
import { SourceDocument } from '../documents';
import { fieldsOf } from '../reading';
import { cursorOf } from '../specFile/cursor';
import { chooseDocuments } from '../specFile/chooseDocuments';
import { formatOf } from '../documents/formatOf';
import { counted } from './__testUtils__/counted';
import { translateDocuments } from './translateDocuments';

/** Any JSON, with the odd values of YAML and of hostile hands among it. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    NaN,
    Infinity,
    -1,
    99.9,
    '99.9',
    '${service}',
    '${nobody}',
    '30d',
    'p99',
    'SLO',
    '__proto__',
    '\u202e',
    '\0',
    { toString: 0, valueOf: 0 },
    'histogram_quantile(0.9, rate(a_seconds_bucket[5m]))',
  ),
);

const slo = (fields: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...fields, '__proto__', 'x'), odd, {
    maxKeys: 8,
  });

const indicator = slo([
  'type',
  'query',
  'threshold_ms',
  'latency_query',
  'metric',
  'threshold',
  'success_ratio',
]);

const legacy = fc.record({
  service: fc.oneof(
    odd,
    fc.record({ name: odd, tier: odd, type: odd, team: odd, template: odd }),
    fc.record({
      name: odd,
      runbook_url: odd,
      slack_channel: odd,
      pagerduty: fc.oneof(odd, slo(['service_id', 'escalation_policy'])),
    }),
  ),
  resources: fc.array(
    fc.record({
      kind: fc.oneof(
        odd,
        fc.constantFrom(
          'SLO',
          'Dependencies',
          'PagerDuty',
          'DeploymentGate',
          'Slo',
        ),
      ),
      name: odd,
      spec: fc.oneof(
        odd,
        fc.record({
          objective: odd,
          window: odd,
          indicator: fc.oneof(odd, indicator),
          indicators: fc.oneof(odd, fc.array(indicator, { maxLength: 2 })),
        }),
        fc.record({ databases: fc.array(odd), services: odd }),
        fc.record({
          service_id: odd,
          urgency: odd,
          integration_key: odd,
          thresholds: fc.oneof(odd, slo(['warning', 'blocking'])),
        }),
      ),
    }),
    { maxLength: 4 },
  ),
});

const srm = fc.record({
  apiVersion: fc.oneof(fc.constant('srm/v1'), odd),
  kind: fc.oneof(fc.constant('ServiceReliabilityManifest'), odd),
  metadata: fc.oneof(odd, fc.record({ name: odd, tier: odd, labels: odd })),
  spec: fc.oneof(
    odd,
    fc.record({
      type: odd,
      slos: fc.oneof(
        odd,
        fc.dictionary(
          fc.constantFrom('availability', 'latency_p99', 'error_rate', 'x'),
          fc.oneof(
            odd,
            slo(['target', 'unit', 'percentile', 'type', 'indicator']),
          ),
        ),
      ),
      dependencies: fc.oneof(odd, fc.array(odd, { maxLength: 3 })),
      deployment: fc.oneof(
        odd,
        fc.record({
          gates: fc.oneof(
            odd,
            fc.record({
              error_budget: fc.record({
                enabled: odd,
                threshold: odd,
                policy: fc.oneof(odd, fc.record({ thresholds: odd })),
              }),
            }),
          ),
        }),
      ),
      ownership: fc.oneof(
        odd,
        slo(['slack', 'email', 'escalation', 'pagerduty', 'runbook']),
      ),
    }),
  ),
});

const manifest = fc.record({
  apiVersion: fc.oneof(fc.constant('opensrm.nthlayer.io/v2'), odd),
  kind: fc.oneof(
    fc.constantFrom('ServiceManifest', 'ServiceManifestTemplate'),
    odd,
  ),
  metadata: fc.oneof(odd, fc.record({ name: fc.constant('a'), labels: odd })),
  spec: fc.oneof(
    odd,
    fc.record({
      owner: fc.oneof(odd, slo(['group', 'technical_contact'])),
      service: odd,
      slo: fc.oneof(odd, fc.array(odd, { maxLength: 3 })),
      judgment_slo: odd,
      dependencies: fc.oneof(odd, fc.array(odd, { maxLength: 3 })),
      template: fc.oneof(odd, fc.constant({ extends: 'a' })),
    }),
  ),
});

const NOWHERE = NearbyFiles.of({ path: 'a.yaml', text: '' });

const READERS = [
  ['legacy', legacy],
  ['srm', srm],
  ['manifest', manifest],
] as const;

/** Each document knows where its paths are, as those of files do. */
function documentOf(
  format: SourceDocument['format'],
  value: unknown,
): SourceDocument {
  return {
    file: 'a.yaml',
    format,
    value,
    locate: () => ({ file: 'a.yaml', line: 1, column: 1 }),
  };
}

describe.each(READERS)('the reader of %s', (format, values) => {
  it('answers anything with findings that have a code, a file, a line and what to do', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(values, odd), { maxLength: 3 }), all => {
        const { documents, diagnostics } = translateDocuments(
          all.map(value => documentOf(format, value)),
          NOWHERE,
        );
        const chosen = chooseDocuments('a.yaml', documents, ['a']);
        for (const found of [...diagnostics, ...chosen.diagnostics]) {
          expect(found).toMatchObject({
            severity: expect.stringMatching(/^(error|warning|info)$/),
            code: expect.stringMatching(/^[a-z][a-z-]+$/),
            summary: expect.stringMatching(/^\P{Cc}+$/u),
            position: { file: 'a.yaml', line: 1, column: 1 },
          });
          expect(found.detail).toMatch(/^\P{Cc}+$/u);
        }
        for (const { value } of documents) {
          expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('looks at a document no more often than its size allows', () => {
    fc.assert(
      fc.property(values, value => {
        const { value: watched, size, looks } = counted(value);
        translateDocuments([documentOf(format, watched)], NOWHERE);
        expect(looks()).toBeLessThanOrEqual(40 * (size + 40));
      }),
      { numRuns: 50 },
    );
  });
});

it('knows a format by what a document holds', () => {
  fc.assert(
    fc.property(odd, value => {
      const format = formatOf(value);
      const { service, apiVersion, environment } = fieldsOf(value);
      const known = [service, apiVersion, environment].some(
        each => each !== undefined,
      );
      expect(format === 'unknown' || known).toBe(true);
      expect(cursorOf(documentOf(format, value)).path).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
