/**
 * Every example with a stack has its generated files beside it, in `expected/`; they must come out byte for byte.
 * After a change that is meant, rewrite them and read the diff:
 *
 *   cd tests && UPDATE_GOLDEN=1 backstage-cli package test --watch=false golden
 */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import {
  builtInGenerators,
  generateStack,
  readServiceSpec,
  sha256,
} from '@nthlayer/engine';
import { parse } from 'yaml';

const EXAMPLES = resolve(__dirname, '../../examples');
const dataSource = {
  name: 'demo',
  default: true,
  environments: ['production'],
  scrapeIntervalMs: 15_000,
};
const context = { dataSources: [dataSource], serviceLabel: 'service' };

function readExample(name: string) {
  const file = join(EXAMPLES, name, 'catalog-info.yaml');
  const entity: Entity = parse(readFileSync(file, 'utf8'));
  return readServiceSpec(entity, context);
}

function generate(name: string) {
  const result = readExample(name);
  if (result.kind === 'none') {
    throw new Error(`${name} has no stack: ${result.reason}`);
  }
  return generateStack(result.spec, builtInGenerators, {
    environment: 'production',
    dataSource,
    serviceLabel: context.serviceLabel,
    diagnostics: result.diagnostics,
  });
}

function rewrite(folder: string, files: Readonly<Record<string, string>>) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(folder, path), content);
  }
}

function readFolder(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder).map(path => [
      path,
      readFileSync(join(folder, path), 'utf8'),
    ]),
  );
}

describe.each(['payment-api'])('%s', name => {
  const stack = generate(name);
  const folder = join(EXAMPLES, name, 'expected');
  const files = Object.fromEntries(
    stack.assets.map(({ path, content }) => [path, content]),
  );
  if (process.env.UPDATE_GOLDEN === '1') {
    rewrite(folder, files);
  }

  it('generates the expected files, byte for byte', () => {
    expect(files).toEqual(readFolder(folder));
  });

  it('has nothing to report, and assets that are what their hashes say', () => {
    expect(stack.diagnostics).toEqual([]);
    for (const { content, sha256: hash } of stack.assets) {
      expect(sha256(content)).toBe(hash);
    }
  });

  it('has the same revision when it is generated again', () => {
    expect(generate(name).revision).toBe(stack.revision);
  });
});

it('builds nothing for the example without annotations', () => {
  expect(readExample('legacy-billing')).toEqual({
    kind: 'none',
    reason: 'no-annotation',
    diagnostics: [],
  });
});

it('checks every example', () => {
  const folders = readdirSync(EXAMPLES, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name);
  expect(folders.sort()).toEqual(['legacy-billing', 'payment-api']);
});
