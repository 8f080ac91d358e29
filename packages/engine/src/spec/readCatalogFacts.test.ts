import { Entity } from '@backstage/catalog-model';
import { defaultGenerationSettings, specContextOf } from './generationSettings';
import { NeighbourCollector } from './neighbours';
import { readServiceSpec } from './readServiceSpec';

const context = specContextOf(defaultGenerationSettings);

function component(
  parts: {
    annotations?: Record<string, string>;
    tags?: unknown;
    spec?: Record<string, unknown>;
    relations?: readonly string[];
  } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'shop',
      annotations: { 'nthlayer.dev/tier': 'low', ...parts.annotations },
      ...(parts.tags !== undefined && { tags: parts.tags as string[] }),
    },
    spec: { type: 'service', ...parts.spec } as Entity['spec'],
    relations: (parts.relations ?? []).map(relation => {
      const [type, targetRef] = relation.split(' ');
      return { type, targetRef };
    }),
  };
}

function entity(
  kind: string,
  name: string,
  spec: Record<string, string>,
  tags?: string[],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, ...(tags && { tags }) },
    spec,
  };
}

function read(of: Entity, others: readonly Entity[] = []) {
  const neighbours = new NeighbourCollector();
  others.forEach(each => neighbours.add(each));
  const result = readServiceSpec(of, context, undefined, neighbours);
  if (result.kind !== 'spec') {
    throw new Error(result.reason);
  }
  return { ...result, ...result.spec };
}

describe('what the catalog says beside', () => {
  it('is lifecycle, tags and annotations of other plugins, with where they stand', () => {
    const { lifecycle, tags, related, provenance, diagnostics } = read(
      component({
        tags: ['java', 'eu'],
        spec: { lifecycle: 'production' },
        annotations: {
          'pagerduty.com/service-id': ' PABC123 ',
          'pagerduty.com/integration-key': 'e93facc04764012d7bfb002500d5d1a6',
          'datadoghq.com/graph-token': 'e93facc04764012d7bfb002500d5d1a6',
          'splunk.com/on-call-routing-key': 'pay',
          'argocd/app-name': 'shop',
          'example.com/other': 'x',
        },
      }),
    );
    expect({ lifecycle, tags, related }).toEqual({
      lifecycle: 'production',
      tags: ['java', 'eu'],
      related: {
        'pagerduty.com/service-id': 'PABC123',
        'pagerduty.com/integration-key': '***',
        'splunk.com/on-call-routing-key': 'pay',
        'datadoghq.com/graph-token': '***',
        'argocd/app-name': 'shop',
      },
    });
    expect(provenance).toMatchObject({
      lifecycle: { source: 'entity', from: 'spec.lifecycle' },
      tags: { source: 'entity', from: 'metadata.tags' },
      'related.argocd/app-name': {
        source: 'annotation',
        from: 'argocd/app-name',
      },
    });
    expect(diagnostics).toEqual([]);
  });

  it('leaves hostile values out', () => {
    const { lifecycle, tags, related, diagnostics } = read(
      component({
        tags: ['a\nb', 7, 'fine'],
        spec: { lifecycle: 'a\u202eb' },
        annotations: { 'argocd/app-name': 'a\nb', 'grafana/source-id': ' ' },
      }),
    );
    expect({ lifecycle, tags, related }).toEqual({
      lifecycle: undefined,
      tags: ['fine'],
      related: undefined,
    });
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'invalid-lifecycle spec.lifecycle',
      'invalid-tag metadata.tags[0]',
      'invalid-tag metadata.tags[1]',
      'invalid-annotation metadata.annotations["argocd/app-name"]',
      'invalid-annotation metadata.annotations["grafana/source-id"]',
    ]);
  });

  it('tells what is too much, and no credential', () => {
    const secret = `e93facc0\u202e${'x'.repeat(2000)}`;
    const { tags, dependencies, diagnostics } = read(
      component({
        tags: Array.from({ length: 102 }, (_tag, index) => `tag-${index}`),
        annotations: { 'pagerduty.com/integration-key': secret },
        spec: {
          dependsOn: Array.from(
            { length: 501 },
            (_, index) => `resource:r${index}`,
          ),
        },
      }),
    );
    expect(tags).toHaveLength(100);
    expect(dependencies).toHaveLength(500);
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual(
      expect.arrayContaining([
        'too-many-tags metadata.tags',
        'invalid-annotation metadata.annotations["pagerduty.com/integration-key"]',
        'too-many-dependencies spec.dependsOn',
      ]),
    );
    expect(JSON.stringify(diagnostics)).not.toContain('e93facc0');
  });

  it.each(['metadata', 'spec'])('is told where %s is no object', part => {
    const { diagnostics } = readServiceSpec(
      { ...component(), [part]: ['a'] } as unknown as Entity,
      context,
    );
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'invalid-entity', path: part }),
    );
  });

  it('is told where annotations are a list', () => {
    const listed = component();
    const { diagnostics } = readServiceSpec(
      {
        ...listed,
        metadata: {
          ...listed.metadata,
          annotations: ['nthlayer.dev/tier: low'],
        },
      } as unknown as Entity,
      context,
    );
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'invalid-entity metadata.annotations',
    ]);
  });

  it.each([
    ['tags', { tags: 'java' }, 'invalid-tag metadata.tags'],
    [
      'dependencies',
      { spec: { dependsOn: 'resource:db' } },
      'invalid-dependency spec.dependsOn',
    ],
    [
      'references of three parts',
      { spec: { dependsOn: ['a:b:c'] } },
      'invalid-dependency spec.dependsOn[0]',
    ],
    [
      'owners of three parts',
      { spec: { owner: 'group:a:b' } },
      'invalid-owner spec.owner',
    ],
  ])('tells of %s that are none', (_what, parts, expected) => {
    const { diagnostics } = read(component(parts));
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
      expected,
    ]);
  });

  it('has the domain of the system', () => {
    const { domain, provenance } = read(
      component({ relations: ['partOf system:default/sales'] }),
      [entity('System', 'sales', { domain: 'commerce' })],
    );
    expect(domain).toBe('domain:default/commerce');
    expect(provenance.domain.from).toBe('system:default/sales spec.domain');
  });
});

describe('what a service needs, by the catalog', () => {
  it.each<
    [string, Record<string, string>, string[] | undefined, string | undefined]
  >([
    ['its type', { type: 'postgresql' }, undefined, 'postgresql'],
    ['another word for it', { type: 'Postgres' }, undefined, 'postgresql'],
    ['the first word of its type', { type: 'kafka-topic' }, undefined, 'kafka'],
    ['a tag', { type: 'database' }, ['eu', 'mongo'], 'mongodb'],
    ['nothing', { type: 'database' }, ['eu'], undefined],
  ])('runs on what a Resource says by %s', (_by, spec, tags, technology) => {
    const { dependencies, provenance } = read(
      component({ relations: ['dependsOn resource:default/db'] }),
      [entity('Resource', 'db', spec, tags)],
    );
    expect(dependencies).toEqual([
      {
        name: 'db',
        ref: 'resource:default/db',
        selector: {},
        ...(technology && { technology }),
      },
    ]);
    expect(provenance['dependencies.db.technology']?.from).toBe(
      technology &&
        `resource:default/db ${tags ? 'metadata.tags' : 'spec.type'}`,
    );
  });

  it('are the APIs that it consumes, too', () => {
    const { dependencies, provenance } = read(
      component({
        spec: {
          dependsOn: ['resource:db'],
          consumesApis: ['payments', 'api:x/y'],
        },
      }),
    );
    expect(dependencies.map(({ ref }) => ref)).toEqual([
      'api:default/payments',
      'api:x/y',
      'resource:default/db',
    ]);
    expect(provenance['dependencies.payments']).toEqual({
      source: 'entity',
      from: 'spec.consumesApis',
    });
    expect(provenance['dependencies.db'].from).toBe('spec.dependsOn');
  });

  it('are relations before what spec says, each for itself', () => {
    const { dependencies, diagnostics } = read(
      component({
        spec: { dependsOn: ['resource:old'], consumesApis: ['::'] },
        relations: ['dependsOn resource:default/new'],
      }),
    );
    expect(dependencies.map(({ ref }) => ref)).toEqual([
      'resource:default/new',
    ]);
    expect(diagnostics.map(({ path }) => path)).toEqual([
      'spec.consumesApis[0]',
    ]);
  });
});
