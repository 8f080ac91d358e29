import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import {
  builtInGenerators,
  defaultGenerationSettings,
  environmentsToLookFor,
  generateFolders,
  generateStack,
  readFilesBeside,
  readServiceSpec,
  readSpecFile,
  specContextOf,
} from '@nthlayer/engine';
import { parse } from 'yaml';

const FORMATS = ['servicespec', 'openslo', 'legacy', 'srm-v1', 'opensrm-v2'];
const settings = {
  ...defaultGenerationSettings,
  outputs: ['prometheus-operator-rules', 'alertmanager'],
};

const textOf = (name: string) => readFileSync(join(__dirname, name), 'utf8');

type Settings = typeof settings;

/** The service of the one catalog entity, refined by a spec in some format, with the files beside it. */
async function readAs(path: string, its: Settings = settings) {
  const entity = parse(textOf('catalog-info.yaml')) as Entity;
  const context = specContextOf(its);
  const file = await readFilesBeside(
    { path, text: textOf(path) },
    environmentsToLookFor(context, entity),
    async name =>
      existsSync(join(__dirname, name)) ? { text: textOf(name) } : undefined,
  );
  const result = readServiceSpec(entity, context, file);
  if (result.kind !== 'spec') {
    throw new Error(`${path} is no spec: ${result.reason}`);
  }
  return result;
}

/**
 * All bytes that come of a service: its spec without where its values came from and without what only some formats can say,
 * and every file.
 */
async function stackOf(path: string, its: Settings = settings) {
  const { spec } = await readAs(path, its);
  const { provenance, overlays, specFile, ...rest } = spec;
  const { paging, gate, runbook, ...said } = rest;
  const stacks = spec.environments.map(environment => {
    const { slos, assets } = generateStack(spec, builtInGenerators, {
      environment,
      serviceLabel: 'service',
      dataSource: {
        name: 'default',
        default: true,
        environments: spec.environments,
        scrapeIntervalMs: 15_000,
      },
    });
    return { slos, assets };
  });
  const { folders } = generateFolders(spec, its);
  const different = Object.entries(overlays ?? {}).map(
    ([name, { provenance: _, ...overlay }]) => [name, overlay],
  );
  return JSON.stringify({ said, different, stacks, folders }, undefined, 1);
}

describe('one service in five formats', () => {
  it.each(FORMATS)('%s says all of it, and is right', async format => {
    const { spec, diagnostics } = await readAs(`${format}.yaml`);
    expect(spec.slos.map(({ name }) => name)).toEqual([
      'availability',
      'latency-p95',
      'orders',
    ]);
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual(
      [],
    );
  });

  it.each(FORMATS.slice(1))(
    '%s gives the same stack, byte for byte',
    async format => {
      expect(await stackOf(`${format}.yaml`)).toBe(
        await stackOf('servicespec.yaml'),
      );
    },
  );

  it.each(['servicespec', 'legacy', 'srm-v1'])(
    '%s says who is paged, when deployments are held up and where help is',
    async format => {
      const { spec } = await readAs(`${format}.yaml`);
      const { paging, gate, runbook } = spec;
      expect({ paging, gate, runbook }).toEqual({
        paging: { service: 'PABC123', escalationPolicy: 'payments-oncall' },
        gate: { warnBelow: 0.3, blockBelow: 0.07 },
        runbook: {
          url: 'https://wiki.example.com/checkout',
          contact: '#payments',
        },
      });
    },
  );

  it.each(FORMATS.filter(format => format !== 'openslo'))(
    '%s says who owns it, where there is no catalog',
    format => {
      const path = `${format}.yaml`;
      const [{ result }] = readSpecFile(
        { path, text: textOf(path) },
        specContextOf(settings),
      );
      expect(result).toMatchObject({
        spec: { owner: 'group:default/payments' },
      });
    },
  );

  it('opensrm-v2 says whom to ask', async () => {
    const { spec } = await readAs('opensrm-v2.yaml');
    const { paging, gate, runbook } = spec;
    expect({ paging, gate, runbook }).toEqual({
      runbook: { contact: '#payments' },
    });
  });

  it('would tell the difference', async () => {
    const stack = await stackOf('legacy.yaml');
    expect(stack).toContain('orders_total');
    expect(stack.length).toBeGreaterThan(20_000);
  });
});

describe('one service in several files', () => {
  const its = { ...settings, environments: ['staging', 'live', 'production'] };

  it('is the same with files of environments as with environments in its spec', async () => {
    const { spec, diagnostics } = await readAs('files/service.yaml', its);
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual(
      [],
    );
    expect(spec.overlays).toMatchObject({
      staging: {
        tier: 'low',
        slos: [{ objective: 0.99 }, {}, {}],
        paging: {
          service: 'PABC123',
          escalationPolicy: 'payments-oncall',
          urgency: 'low',
        },
        gate: { warnBelow: 0.3, blockBelow: 0 },
      },
      live: {
        tier: 'high',
        provenance: {
          tier: { from: 'files/environments/service-live.yaml:3' },
        },
      },
    });
    expect(await stackOf('files/service.yaml', its)).toBe(
      await stackOf('files/servicespec.yaml', its),
    );
  });

  it.each(['srm-v1', 'opensrm-v2'])(
    '%s with its template is the same as in one file',
    async format => {
      const { spec, diagnostics } = await readAs(`files/${format}.yaml`);
      expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual(
        [],
      );
      expect(
        new Set(Object.values(spec.provenance).map(({ from }) => from)).size,
      ).toBeGreaterThan(3);
      expect(await stackOf(`files/${format}.yaml`)).toBe(
        await stackOf('servicespec.yaml'),
      );
    },
  );
});
