import { OpenSloSlo } from './slo';
import { printOpenSlo, printOpenSloJson } from './printOpenSlo';

const total = { metricSource: { spec: { query: 'b' }, type: 'Prometheus' } };
const slo: OpenSloSlo = {
  spec: {
    objectives: [{ value: 1, op: 'lt', target: 0.9, displayName: 'Most' }],
    budgetingMethod: 'Occurrences',
    timeWindow: [{ isRolling: true, duration: '30d' }],
    indicator: {
      spec: { ratioMetric: { total, bad: total, counter: true } },
      metadata: { name: 'sli' },
    },
    service: 'shop',
    description: undefined,
  },
  metadata: { labels: { z: '1', a: ['2'] }, name: 'orders' },
  kind: 'SLO',
  apiVersion: 'openslo/v1',
};

it('prints fields in the order of the specification, and keys of the user in theirs', () => {
  expect(printOpenSlo([slo])).toBe(`apiVersion: openslo/v1
kind: SLO
metadata:
  name: orders
  labels:
    z: "1"
    a:
      - "2"
spec:
  service: shop
  indicator:
    metadata:
      name: sli
    spec:
      ratioMetric:
        counter: true
        bad:
          metricSource:
            type: Prometheus
            spec:
              query: b
        total:
          metricSource:
            type: Prometheus
            spec:
              query: b
  timeWindow:
    - duration: 30d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - displayName: Most
      op: lt
      value: 1
      target: 0.9
`);
});

it('prints an array of JSON', () => {
  const text = printOpenSloJson([slo, slo]);
  expect(JSON.parse(text)).toEqual([slo, slo]);
  expect(text.indexOf('apiVersion')).toBeLessThan(text.indexOf('kind'));
});
