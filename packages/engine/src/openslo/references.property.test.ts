import fc from 'fast-check';
import { openSloObject } from './__testUtils__/arbitraries';
import { exportOpenSlo } from './exportOpenSlo';
import { inlineOpenSlo } from './inlineOpenSlo';
import { OpenSloObject } from './openSloObject';
import { parseOpenSlo } from './parseOpenSlo';
import { printOpenSlo } from './printOpenSlo';
import { OpenSloSlo } from './slo';

/** An object whose names are all different, so that nothing gives way to another. */
function withOwnNames(object: OpenSloObject): OpenSloObject {
  let count = 0;
  const renamed = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) {
      return value.map(item => renamed(item));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const entries = Object.entries(value).map(([name, member]) =>
      name === 'name' && key === 'metadata'
        ? [name, `n${count++}`]
        : [name, renamed(member, name)],
    );
    return Object.fromEntries(entries);
  };
  return renamed(object) as OpenSloObject;
}

/** References of its own would lead nowhere. */
const isClosed = (object: OpenSloObject) =>
  !/"(indicatorRef|alertPolicyRef|conditionRef|targetRef)"/.test(
    JSON.stringify(object),
  );

const closed = openSloObject.map(withOwnNames).filter(isClosed);

it('exports what is inside of objects, and puts it back as it was', () => {
  fc.assert(
    fc.property(closed, object => {
      const exported = exportOpenSlo([object]);
      expect(exported.every(each => !hasInside(each))).toBe(true);
      expect(inlineOpenSlo(exported)).toEqual([object]);
      const text = printOpenSlo(exported);
      const { diagnostics } = parseOpenSlo({ path: 'a.yaml', text });
      const nowhere = diagnostics.filter(
        ({ code, severity }) =>
          code === 'openslo-unknown-reference' && severity === 'error',
      );
      expect(nowhere).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

function hasInside(object: OpenSloObject): boolean {
  return /"kind":"Alert[A-Za-z]+","metadata"|"indicator":/.test(
    JSON.stringify({ ...object, kind: undefined }),
  );
}

const sli = (query: string) => ({
  metadata: { name: 'sli' },
  spec: {
    thresholdMetric: {
      metricSource: { metricSourceRef: 'main', spec: { query } },
    },
  },
});
const slo = (name: string, query: string): OpenSloSlo => ({
  apiVersion: 'openslo/v1',
  kind: 'SLO',
  metadata: { name },
  spec: {
    service: 'shop',
    indicator: sli(query),
    budgetingMethod: 'Occurrences',
    objectives: [{ op: 'lt', value: 1, target: 0.9 }],
  },
});

it('says once what is the same, and leaves what only has the same name', () => {
  const exported = exportOpenSlo([slo('a', 'x'), slo('b', 'x'), slo('c', 'y')]);
  expect(
    exported.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  ).toEqual(['SLO a', 'SLO b', 'SLO c', 'SLI sli']);
  expect(exported[1].spec).toMatchObject({ indicatorRef: 'sli' });
  expect(exported[2].spec).toMatchObject({ indicator: sli('y') });
});

it('gives a metric the type of its data source, and keeps what leads nowhere', () => {
  const source: OpenSloObject = {
    apiVersion: 'openslo/v1',
    kind: 'DataSource',
    metadata: { name: 'main' },
    spec: { type: 'Prometheus', connectionDetails: { a: 1 } },
  };
  const lost: OpenSloSlo = {
    ...slo('b', 'x'),
    spec: { ...slo('b', 'x').spec, indicator: undefined, indicatorRef: 'gone' },
  };
  const [inlined, kept, other] = inlineOpenSlo([slo('a', 'x'), source, lost]);
  expect(inlined.spec).toMatchObject({
    indicator: {
      spec: { thresholdMetric: { metricSource: { type: 'Prometheus' } } },
    },
  });
  expect(kept).toBe(source);
  expect(other.spec).toMatchObject({ indicatorRef: 'gone' });
});

it('tells of references that lead nowhere, across files', () => {
  const file = (path: string, ...objects: OpenSloObject[]) => ({
    path,
    text: printOpenSlo(objects),
  });
  const [, ...beside] = exportOpenSlo([slo('a', 'x')]);
  const [refers] = exportOpenSlo([slo('a', 'x')]);
  expect(
    parseOpenSlo([
      file('a.yaml', refers),
      file('b.yaml', ...beside),
    ]).diagnostics.map(({ code, path, position }) => [
      code,
      path,
      position?.file,
    ]),
  ).toEqual([
    ['missing-field', 'spec.timeWindow', 'a.yaml'],
    [
      'openslo-unknown-reference',
      'spec.thresholdMetric.metricSource.metricSourceRef',
      'b.yaml',
    ],
  ]);
  expect(
    parseOpenSlo(file('a.yaml', refers)).diagnostics.map(({ code }) => code),
  ).toEqual(['missing-field', 'openslo-unknown-reference']);
});
