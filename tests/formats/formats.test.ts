import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import {
  builtInGenerators,
  defaultGenerationSettings,
  generateFolders,
  generateStack,
  readServiceSpec,
  specContextOf,
} from '@nthlayer/engine';
import { parse } from 'yaml';

const FORMATS = ['servicespec', 'openslo', 'legacy', 'srm-v1', 'opensrm-v2'];
const settings = {
  ...defaultGenerationSettings,
  outputs: ['prometheus-operator-rules', 'alertmanager'],
};

const textOf = (name: string) => readFileSync(join(__dirname, name), 'utf8');

/** The service of the one catalog entity, refined by a spec in some format. */
function readAs(format: string) {
  const entity = parse(textOf('catalog-info.yaml')) as Entity;
  const result = readServiceSpec(entity, specContextOf(settings), {
    path: 'spec.yaml',
    text: textOf(`${format}.yaml`),
  });
  if (result.kind !== 'spec') {
    throw new Error(`${format} is no spec: ${result.reason}`);
  }
  return result;
}

/**
 * All bytes that come of a service: its spec without where its values came from and without what only some formats can say,
 * and every file.
 */
function stackOf(format: string): string {
  const { spec } = readAs(format);
  const { provenance, paging, gate, runbook, ...said } = spec;
  const [environment] = spec.environments;
  const stack = generateStack(spec, builtInGenerators, {
    environment,
    serviceLabel: 'service',
    dataSource: {
      name: 'default',
      default: true,
      environments: [environment],
      scrapeIntervalMs: 15_000,
    },
  });
  const { folders } = generateFolders(spec, settings);
  return JSON.stringify(
    { said, slos: stack.slos, assets: stack.assets, folders },
    undefined,
    1,
  );
}

describe('one service in five formats', () => {
  it.each(FORMATS)('%s says all of it, and is right', format => {
    const { spec, diagnostics } = readAs(format);
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
    format => {
      expect(stackOf(format)).toBe(stackOf('servicespec'));
    },
  );

  it.each(['servicespec', 'legacy', 'srm-v1'])(
    '%s says who is paged, when deployments are held up and where help is',
    format => {
      const { paging, gate, runbook } = readAs(format).spec;
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

  it('opensrm-v2 says whom to ask', () => {
    const { paging, gate, runbook } = readAs('opensrm-v2').spec;
    expect({ paging, gate, runbook }).toEqual({
      runbook: { contact: '#payments' },
    });
  });

  it('would tell the difference', () => {
    expect(stackOf('legacy')).toContain('orders_total');
    expect(stackOf('legacy').length).toBeGreaterThan(20_000);
  });
});
