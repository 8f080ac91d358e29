import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { withEnvironment } from './withEnvironment';

const base = {
  name: 'a',
  displayName: 'A',
  description: '',
  objective: 0.9,
  window: { type: 'rolling', durationMs: 1 },
  method: 'Occurrences',
  noData: 'ignore',
} as const;
const service = { label: 'service', op: '=', value: 'x' } as const;
const environment = { label: 'environment', op: '=', value: 'qa' } as const;
const metric = (name: string) => ({ metric: name, matchers: [service] });
const scoped = (name: string) => ({
  metric: name,
  matchers: [service, environment],
});

const ratio: Slo = {
  ...base,
  sli: { kind: 'ratio', total: metric('t'), bad: metric('b'), groupBy: ['z'] },
};
const good: Slo = {
  ...base,
  sli: { kind: 'ratio', total: metric('t'), good: metric('g'), groupBy: [] },
};
const latency: Slo = {
  ...base,
  sli: {
    kind: 'latency',
    bucket: metric('b'),
    total: metric('t'),
    thresholdMs: 250,
    unitMs: 1000,
    groupBy: [],
  },
};

it.each([
  [ratio, { total: scoped('t'), bad: scoped('b'), groupBy: ['z'] }],
  [good, { total: scoped('t'), good: scoped('g') }],
  [latency, { total: scoped('t'), bucket: scoped('b'), thresholdMs: 250 }],
])('scopes every selector of %j', (slo, expected) => {
  const scopedSlo = withEnvironment(slo, 'qa', {
    name: 'p',
    default: true,
    environments: ['prod', 'qa'],
  });
  expect(scopedSlo.sli).toMatchObject(expected);
  expect(Object.keys(scopedSlo.sli)).toEqual(Object.keys(slo.sli));
});

it.each([[[]], [['qa']]])(
  'adds nothing where %j is all there is',
  environments => {
    const dataSource = { name: 'p', default: true, environments };
    expect(withEnvironment(ratio, 'qa', dataSource)).toEqual(ratio);
  },
);
