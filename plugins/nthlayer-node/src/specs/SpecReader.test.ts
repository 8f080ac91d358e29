import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  builtInGenerators,
  defaultGenerationSettings,
  Generator,
  readServiceSpec,
  runGenerators,
  specContextOf,
  SpecResult,
} from '@nthlayer/engine';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { SpecReader } from './SpecReader';

const context = specContextOf(defaultGenerationSettings);
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    annotations: { 'nthlayer.dev/spec': './nthlayer.yaml' },
  },
  spec: { type: 'service', system: 'shops' },
};
const neighbours = {
  technologies: new Map([
    ['resource:default/db-7', { technology: 'redis', from: 'its type' }],
    ['resource:default/other', { technology: 'kafka', from: 'its type' }],
  ]),
  domains: new Map([['system:default/shops', 'domain:default/sales']]),
};
const head =
  'apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: shop }\nspec:\n  tier: low\n  dependencies:\n';
const dependencies = Array.from(
  { length: 400 },
  (_, index) => `    - ref: db-${index}\n      selector: { datname: a }\n`,
);
const file = { path: 'nthlayer.yaml', text: head + dependencies.join('') };

const target = {
  environment: 'production',
  dataSource: {
    name: 'prometheus',
    default: true,
    environments: [],
    scrapeIntervalMs: 15_000,
  },
  serviceLabel: 'service',
};

const small = { path: 'nthlayer.yaml', text: head.replace(/.*\n$/, '') };
const v1alpha = {
  path: 'nthlayer.yaml',
  text: 'apiVersion: openslo/v1alpha\nkind: SLO\n',
};
/** Little text, and yet a rule that is looked at for years. */
const repeating = {
  path: 'nthlayer.yaml',
  text: `${small.text}  exclusions: [{ name: a, reason: b, start: "2027-01-01T00:00:00Z", duration: 1h, rrule: FREQ=DAILY }]\n`,
};
const failing: Generator = {
  id: 'failing',
  generate: () => {
    throw new Error('cannot');
  },
};

const wanted = {
  path: 'service.yaml',
  text: `service: { name: shop, tier: low, type: api }\nresources:\n${'  - { kind: Other, name: a }\n'.repeat(
    400,
  )}`,
};

/** Runs where TypeScript is loaded as the Backstage CLI does it for a backend in development. */
function runInBackend(body: string): unknown {
  const script = `
    const { SpecReader } = require('./SpecReader');
    const { builtInGenerators } = require('@nthlayer/engine');
    const { Worker } = require('node:worker_threads');
    const { entity, context, file, small, repeating, v1alpha, target, wanted, settings } = ${JSON.stringify(
      {
        entity,
        context,
        file,
        small,
        repeating,
        v1alpha,
        target,
        wanted,
        settings: defaultGenerationSettings,
      },
    )};
    const neighbours = {
      technologies: new Map(${JSON.stringify([...neighbours.technologies])}),
      domains: new Map(${JSON.stringify([...neighbours.domains])}),
    };
    const specs = SpecReader.create();
    (async () => { ${body} })();`;
  const loader = join(__dirname, '../../../../scripts/sources.cjs');
  const output = execFileSync(
    process.execPath,
    ['--require', loader, '-e', script],
    { cwd: __dirname, encoding: 'utf8', timeout: 60_000 },
  );
  return JSON.parse(output);
}

function specOf(result: SpecResult): ServiceSpec {
  if (result.kind === 'none') {
    throw new Error('There is no spec.');
  }
  return result.spec;
}

describe('SpecReader', () => {
  it('reads what is large on a thread of its own, as the engine does, and lets the process end', async () => {
    const there = runInBackend(`
      const without = await specs.read(entity, context, file);
      let turns = 0;
      let done = false;
      const turn = () => { turns++; if (!done) setImmediate(turn); };
      setImmediate(turn);
      const result = await specs.read(entity, context, file, neighbours);
      done = true;
      const asked = [];
      const whole = await specs.readFilesBeside(wanted, ['live'], async path => { asked.push(path); return undefined; });
      const checked = await specs.checkFiles([file, wanted], { context, settings, most: 50 });
      const failing = { id: 'failing', generate: () => { throw new Error('cannot'); } };
      const { spec } = await specs.read(entity, context, small);
      const generated = await specs.runGenerators(spec, [builtInGenerators[0], failing, builtInGenerators[1]], target);
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function lost() { this.terminate(); };
      const lost = [];
      for (const each of [file, repeating, v1alpha, small]) {
        lost.push(await specs.read(entity, context, each).then(() => 'read', String));
      }
      Worker.prototype.postMessage = postMessage;
      const another = await specs.read(entity, context, file);
      process.stdout.write(JSON.stringify({
        turns, without, result, asked, whole, checked, generated, lost, another,
      }));`) as Record<string, unknown>;
    const specs = SpecReader.create();
    const asked: string[] = [];
    const whole = await specs.readFilesBeside(wanted, ['live'], async path => {
      asked.push(path);
      return undefined;
    });
    const without = readServiceSpec(entity, context, file);
    const result = readServiceSpec(entity, context, file, neighbours);
    expect(result).toMatchObject({ spec: { domain: 'domain:default/sales' } });
    expect(asked.length).toBeGreaterThan(0);
    const settings = defaultGenerationSettings;
    const [first, second] = builtInGenerators;
    expect(there).toEqual({
      turns: expect.any(Number),
      without,
      result,
      asked,
      whole,
      checked: await specs.checkFiles([file, wanted], {
        context,
        settings,
        most: 50,
      }),
      generated: runGenerators(
        specOf(readServiceSpec(entity, context, small)),
        [first, failing, second],
        target,
      ),
      lost: [
        'Error: The thread has ended',
        'Error: The thread has ended',
        'Error: The thread has ended',
        'read',
      ],
      another: without,
    });
    expect(there.turns).toBeGreaterThan(1);
  }, 90_000);

  it('reads where no thread can be had', async () => {
    const specs = SpecReader.create();
    expect(await specs.read(entity, context, file, neighbours)).toEqual(
      readServiceSpec(entity, context, file, neighbours),
    );
  });
});
