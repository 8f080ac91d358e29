import {
  codes,
  readShop,
  shopContext,
  shopEntity,
  specOf,
} from './__testUtils__/shopSpec';
import { readServiceSpec } from './readServiceSpec';
import { specIn } from './specIn';

const OWN_SLO = `apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata: { name: shop }
spec:
  slos: []
  alerts: { disabled: [page-fast], minBadEvents: 0 }
  environments:
    - production
    - name: staging
      alerts: { disabled: [] }
      slos: [{ name: own, target: 90, window: 7d }]
---
apiVersion: openslo/v1
kind: SLO
metadata: { name: own }
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 30d, isRolling: true }]
  objectives: [{ target: 0.99 }]
  indicator:
    metadata: { name: own }
    spec:
      ratioMetric:
        counter: true
        bad:
          metricSource:
            type: Prometheus
            spec: { query: 'sum(errors_total{service="shop"})' }
        total:
          metricSource:
            type: Prometheus
            spec: { query: 'sum(all_total{service="shop"})' }
`;

function found(...lines: string[]): readonly string[] {
  return codes(readShop(lines)).map(code => code.replace(/^\d+:\d+ /, ''));
}

describe('alerts of a spec', () => {
  it('hold for all SLOs, and give way to those of one', () => {
    const { slos } = specOf(
      readShop([
        'alerts: { minBadEvents: 0, burn: { page-fast: { budget: 1.1 } } }',
        'slos:',
        '- { preset: availability, target: 99 }',
        '- preset: latency',
        '  target: 99',
        '  threshold: 1s',
        '  alerts:',
        '    minBadEvents: 7',
        '    burn: { page-fast: { window: 2h }, ticket-slow: { window: 60h } }',
      ]),
    );
    expect(slos.map(({ alerts }) => alerts)).toEqual([
      { minBadEvents: 0, burn: { 'page-fast': { budgetShare: 0.011 } } },
      {
        minBadEvents: 7,
        burn: {
          'page-fast': { budgetShare: 0.011, longMs: 7_200_000 },
          'ticket-slow': { longMs: 216_000_000 },
        },
      },
    ]);
  });

  it('hold for OpenSLO documents as well, and differ by environment', () => {
    const result = readServiceSpec(shopEntity(), shopContext, {
      path: 'nthlayer.yaml',
      text: OWN_SLO,
    });
    expect(codes(result)).toEqual([]);
    const [here] = specOf(result).slos;
    const [there] = specIn(specOf(result), 'staging').slos;
    expect(here).toMatchObject({
      objective: 0.99,
      alerts: { disabled: ['page-fast'], minBadEvents: 0 },
    });
    expect(there).toMatchObject({
      name: 'own',
      objective: 0.9,
      window: { type: 'rolling', durationMs: 7 * 86_400_000 },
      alerts: { minBadEvents: 0 },
    });
    expect(there.alerts).not.toHaveProperty('disabled');
    expect(specIn(specOf(result), 'staging').provenance).toMatchObject({
      'slos.own.objective': { from: 'nthlayer.yaml:11' },
      'slos.own.sli': { from: 'nthlayer.yaml:23' },
    });
  });

  it.each([
    ['{ burn: { page-fats: {} } }', 'unknown-field', '.burn["page-fats"]'],
    ['{ burn: { page-fast: 2 } }', 'wrong-type', '.burn["page-fast"]'],
    [
      '{ burn: { page-fast: { budget: 0 } } }',
      'invalid-alert-budget',
      '.burn["page-fast"].budget',
    ],
    [
      '{ burn: { page-fast: { window: 90m } } }',
      'invalid-alert-window',
      '.burn["page-fast"].window',
    ],
    [
      '{ burn: { page-fast: { window: 73h } } }',
      'invalid-alert-window',
      '.burn["page-fast"].window',
    ],
    ['{ minBadEvents: 1.5 }', 'invalid-min-bad-events', '.minBadEvents'],
    ['{ thresholds: [80, 82] }', 'invalid-budget-thresholds', '.thresholds'],
    ['{ thresholds: [0.8] }', 'invalid-budget-thresholds', '.thresholds'],
    ['{ disabled: [page-fats] }', 'unknown-alert-level', '.disabled[0]'],
  ])('refuse %s', (alerts, code, path) => {
    expect(found(`alerts: ${alerts}`)).toEqual([
      `error ${code} spec.alerts${path}`,
    ]);
  });
});

describe('labels that split an SLO', () => {
  it('are those of the spec, each once', () => {
    const { slos, provenance } = specOf(
      readShop([
        'slos:',
        '- { preset: availability, target: 99, groupBy: [route, route, zone] }',
      ]),
    );
    expect(slos[0].sli.groupBy).toEqual(['route', 'zone']);
    expect(provenance['slos.availability.sli.groupBy'].from).toBe(
      'nthlayer.yaml:6',
    );
  });

  it('are none that rules set themselves, and names of labels', () => {
    expect(
      found(
        'slos:',
        '- { preset: availability, target: 99, groupBy: [slo, a-b] }',
      ),
    ).toEqual([
      'error invalid-group-by spec.slos[0].groupBy[0]',
      'error invalid-group-by spec.slos[0].groupBy[1]',
    ]);
  });
});
