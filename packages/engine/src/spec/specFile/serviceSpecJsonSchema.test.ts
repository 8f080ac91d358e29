import { RESERVED_LABEL_NAMES } from '../labelNames';
import { serviceSpecJsonSchema } from './serviceSpecJsonSchema';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
  readonly additionalProperties?: unknown;
}

const schema = serviceSpecJsonSchema as Schema;
const spec = schema.properties?.spec;

/** Every named field, by path. */
function fieldsOf(of: Schema | undefined, path: string): [string, Schema][] {
  const named = Object.entries(of?.properties ?? {}).flatMap(
    ([name, each]): [string, Schema][] => [
      [`${path}.${name}`, each],
      ...fieldsOf(each, `${path}.${name}`),
    ],
  );
  const inner = [of?.items, ...(of?.anyOf ?? [])].filter(
    each => each !== undefined,
  );
  return [...named, ...inner.flatMap(each => fieldsOf(each, `${path}[]`))];
}

it('describes every field', () => {
  const fields = fieldsOf(schema, '');
  expect(fields.length).toBeGreaterThan(20);
  const silent = fields.filter(([, { description }]) => !description);
  expect(silent.map(([path]) => path)).toEqual([]);
});

it('needs nothing of spec, and knows its fields', () => {
  expect(schema.required).toEqual(['apiVersion', 'kind', 'metadata']);
  expect(spec?.required).toBeUndefined();
  expect(Object.keys(spec?.properties ?? {})).toEqual([
    'tier',
    'type',
    'owner',
    'service',
    'labels',
    'alerts',
    'dataSource',
    'environments',
    'slos',
    'exclusions',
    'paging',
    'gate',
    'runbook',
    'dependencies',
  ]);
  expect(spec?.additionalProperties).toBe(false);
});

it('needs the numbers of each preset', () => {
  const presets = spec?.properties?.slos.items?.anyOf ?? [];
  expect(presets.map(({ required }) => required)).toEqual([
    ['preset', 'target'],
    ['preset', 'target', 'threshold'],
    ['preset', 'target', 'threshold'],
    ['preset', 'target'],
    ['preset', 'target', 'query', 'op', 'value'],
    ['preset', 'target'],
    ['preset', 'target', 'formula', 'members'],
  ]);
});

it('names every reserved label', () => {
  const { labels } = spec?.properties ?? {};
  expect(RESERVED_LABEL_NAMES).toContain('budget');
  const [, list = ''] =
    /Reserved: (.*)\./.exec(labels?.description ?? '') ?? [];
  expect(list.split(', ')).toEqual(RESERVED_LABEL_NAMES);
});

it('is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(serviceSpecJsonSchema))).toEqual(
    serviceSpecJsonSchema,
  );
});
