/**
 * Every example with a stack has its generated files beside it, in `expected/`; they must come out byte for byte.
 * After a change that is meant, rewrite them and read the diff:
 *
 *   UPDATE_GOLDEN=1 npm run exec -- yarn workspace tests test --watch=false golden
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  EXAMPLES,
  exampleNames,
  generateExample,
  readExample,
} from './example';

type Files = Readonly<Record<string, string>>;

/** Examples that have no stack, and why. */
const WITHOUT_STACK: Readonly<Record<string, string>> = {
  'legacy-billing': 'no-annotation',
  'ui-kit': 'unsupported-type',
};

const withStack = exampleNames.filter(name => !WITHOUT_STACK[name]);

const expectedFolder = (name: string) => join(EXAMPLES, name, 'expected');

function rewrite(folder: string, files: Files) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(folder, path), content);
  }
}

function readFolder(folder: string): Files {
  return Object.fromEntries(
    readdirSync(folder).map(path => [
      path,
      readFileSync(join(folder, path), 'utf8'),
    ]),
  );
}

describe.each(withStack)('%s', name => {
  const files = generateExample(name);
  if (process.env.UPDATE_GOLDEN === '1') {
    rewrite(expectedFolder(name), files);
  }

  it('generates the expected files, byte for byte', () => {
    expect(Object.keys(files).sort()).toEqual([
      'dashboard.json',
      'openslo.yaml',
      'rules.test.yaml',
      'rules.yaml',
    ]);
    expect(files).toEqual(readFolder(expectedFolder(name)));
  });

  it('has nothing to report', () => {
    expect(readExample(name)).toMatchObject({ kind: 'spec', diagnostics: [] });
  });

  it('has the same files when they are generated again', () => {
    expect(generateExample(name)).toEqual(files);
  });
});

it.each(Object.entries(WITHOUT_STACK))(
  '%s has no stack: %s',
  (name, reason) => {
    expect(readExample(name)).toMatchObject({ kind: 'none', reason });
    expect(existsSync(expectedFolder(name))).toBe(false);
  },
);
