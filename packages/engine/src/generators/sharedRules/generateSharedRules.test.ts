import {
  CounterSli,
  ReliabilityStack,
  Selector,
  Sli,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { parse } from 'yaml';
import { apiService } from '../prometheusRules/__testUtils__/apiService';
import { generateSharedRules } from '.';

const OPTIONS = { serviceLabel: 'service', scrapeIntervalMs: 15_000 };

function withTotal(sli: Sli, changes: Partial<Selector>): Sli {
  const counters = sli as CounterSli;
  return { ...counters, total: { ...counters.total, ...changes } };
}

function stackOf(
  service: string,
  options: Parameters<typeof apiService>[0] = {},
  change: (slo: Slo) => Slo = slo => slo,
): ReliabilityStack {
  const { spec, slos } = apiService({ service, ...options });
  return {
    spec: { ...spec, entityRef: `component:default/${service}` },
    environment: 'production',
    slos: slos.map(change),
    assets: [],
    diagnostics: [],
    revision: '',
  };
}

function groupsOf(
  stacks: readonly ReliabilityStack[],
  options: Partial<Parameters<typeof generateSharedRules>[1]> = {},
) {
  const { assets, diagnostics } = generateSharedRules(stacks, {
    ...OPTIONS,
    ...options,
  });
  const groups: { name: string; rules: { expr: string }[] }[] =
    parse(assets[0]?.content ?? '{}').groups ?? [];
  return { groups, diagnostics, assets };
}

const names = (count: number) =>
  Array.from({ length: count }, (_, i) => `service-${i}`);

describe('shared rules', () => {
  it('do not grow with the services', () => {
    const [few, many] = [2, 300].map(count =>
      groupsOf(names(count).map(name => stackOf(name))),
    );
    const shape = ({ groups }: typeof few) =>
      groups.map(({ name, rules }) => [name, rules.length]);
    expect(shape(few)).toEqual(shape(many));
    expect(few.groups).toHaveLength(4);
    many.groups.forEach(({ rules }) =>
      expect(rules.length).toBeLessThanOrEqual(20),
    );
  });

  it.each([
    ['prometheus-operator', ['rules-object-too-large']],
    ['victoriametrics', ['rules-object-too-large']],
    ['mimir', []],
    ['prometheus', []],
  ] as const)('say when %s may refuse their size', (format, codes) => {
    const stacks = names(40).map(name => stackOf(name.repeat(200)));
    const few = groupsOf(stacks.slice(0, 2), { format });
    const many = groupsOf(stacks, { format });
    expect(few.diagnostics).toEqual([]);
    expect(many.assets[0].content.length).toBeGreaterThan(1_000_000);
    expect(many.diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it('do not depend on the order of the stacks', () => {
    const stacks = names(20).map(name => stackOf(name));
    expect(groupsOf([...stacks].reverse()).assets).toEqual(
      groupsOf(stacks).assets,
    );
  });

  it('are spread over groups, where a new service moves no other', () => {
    const groups = (count: number) =>
      groupsOf(
        names(count).map(name => stackOf(name)),
        { servicesPerGroup: 10 },
      ).groups.map(({ rules }) =>
        [...rules[0].expr.matchAll(/"(service-\d+)"/g)].map(([, name]) => name),
      );
    const before = groups(35);
    const after = groups(36);
    expect(before).toHaveLength(2 * 2 * 4);
    expect(after.map(all => all.filter(name => name !== 'service-35'))).toEqual(
      before,
    );
  });

  it.each([
    ['objective', stackOf('b', { availability: 0.99, latency: 0.9 })],
    ['tier', stackOf('b', { tier: 'low' })],
    ['window', stackOf('b', { days: 7 })],
    ['environment', { ...stackOf('b'), environment: 'staging' }],
    ['groups', stackOf('b', { groupBy: ['route'] })],
    [
      'switched-off alerts',
      stackOf('b', {}, slo => ({
        ...slo,
        alerts: { disabled: ['page-slow'] },
      })),
    ],
    [
      'metric',
      stackOf('b', {}, slo => ({
        ...slo,
        sli: withTotal(slo.sli, { metric: 'other_total' }),
      })),
    ],
  ])('are for SLOs of one %s', (_, other) => {
    expect(groupsOf([stackOf('a'), other]).groups).toHaveLength(8);
  });

  it('leave rules of its own to an SLO that does not choose by its service', () => {
    const odd = stackOf('odd', {}, slo => ({
      ...slo,
      sli: withTotal(slo.sli, { metric: 'all_total', matchers: [] }),
    }));
    const { groups } = groupsOf([stackOf('a'), stackOf('b'), odd]);
    expect(groups.map(({ name }) => name)).toContain('nthlayer/production/odd');
    expect(groups).toHaveLength(6);
  });

  it('name two entities that record the same series, and keep the first', () => {
    const twin = {
      ...stackOf('a'),
      spec: { ...stackOf('a').spec, entityRef: 'component:default/twin' },
    };
    const { groups, diagnostics } = groupsOf([stackOf('a'), twin]);
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ['duplicate-slo-series', 'component:default/twin.slos.availability'],
      ['duplicate-slo-series', 'component:default/twin.slos.latency'],
    ]);
    expect(JSON.stringify(groups)).not.toContain('twin');
  });

  it('say when a ruler would refuse so many groups', () => {
    const stacks = names(40).map((name, i) =>
      stackOf(name, { availability: 0.9 + i / 1000 }),
    );
    const { diagnostics } = groupsOf(stacks);
    expect(diagnostics.map(({ code }) => code)).toContain('many-rule-groups');
  });

  it.each([
    ['mimir', ['namespace', 'groups']],
    ['victoriametrics', ['apiVersion', 'kind', 'metadata', 'spec']],
    ['prometheus-operator', ['apiVersion', 'kind', 'metadata', 'spec']],
  ] as const)('come in the form of %s', (format, keys) => {
    const { assets } = groupsOf([stackOf('a')], { format });
    expect(Object.keys(parse(assets[0].content))).toEqual(keys);
  });

  it('are none without stacks', () => {
    expect(groupsOf([]).assets).toEqual([]);
  });
});
