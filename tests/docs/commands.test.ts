import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Command,
  commandsOf,
  Coverage,
  plainPrograms,
  runElsewhere,
} from './commands';
import { Page, pages, ROOT } from './markdown';
import { Outcome, Sandbox } from './Sandbox';
import { packCli } from '../harness/packCli';

const HERE = /^npm run nthlayer -- |^npx nthlayer /;
const INSTALLATION = /^yarn --cwd packages\/(app|backend) add (.+)$/;

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly backstage?: { readonly role: string };
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

const published = new Map(
  globSync('{packages,plugins}/*/package.json', { cwd: ROOT })
    .map(readManifest)
    .filter(manifest => !manifest.private)
    .map(manifest => [manifest.name, manifest]),
);

const commandsOfPage = ({ blocks }: Page) =>
  blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text, at }) =>
      commandsOf(text).map(command => ({ ...command, at })),
    );

const all = pages.flatMap(commandsOfPage);

/** What a reader types, as the sandbox runs it; undefined for what is run elsewhere. */
function lineFor({ text }: Command): string | undefined {
  if (Object.hasOwn(runElsewhere, text)) {
    return undefined;
  }
  if (HERE.test(text)) {
    return text.replace(HERE, 'nthlayer ');
  }
  const [program] = text.split(' ');
  return [...plainPrograms, 'nthlayer'].includes(program) ? text : undefined;
}

describe('commands of the documentation', () => {
  it('are all run somewhere', () => {
    const nowhere = all.filter(
      command =>
        lineFor(command) === undefined &&
        !INSTALLATION.test(command.text) &&
        !Object.hasOwn(runElsewhere, command.text),
    );
    expect(nowhere).toEqual([]);
  });

  it.each(Object.entries<Coverage>(runElsewhere))(
    '%s is in the documentation, and run by another test',
    (command, { file, text }) => {
      expect(all.map(each => each.text)).toContain(command);
      expect(readFileSync(join(ROOT, file), 'utf8')).toContain(text);
    },
  );

  it('install packages of ours where they belong', () => {
    const installed = all.flatMap(({ text }) => {
      const [, folder, names] = INSTALLATION.exec(text) ?? [];
      return names?.split(' ').map(name => ({ folder, name })) ?? [];
    });
    expect(installed.length).toBeGreaterThan(0);
    for (const { folder, name } of installed) {
      const role = published.get(name)?.backstage?.role;
      expect({ name, role }).toEqual({
        name,
        role: expect.stringMatching(
          folder === 'app' ? /^frontend-plugin/ : /^backend-plugin/,
        ),
      });
    }
  });

  it('start the command line by a script that is there', () => {
    expect(readManifest('package.json').scripts).toHaveProperty('nthlayer');
  });
});

const { bin, remove } = packCli();

afterAll(remove);

/** Runs the commands of a page one after the other, as a reader would. */
async function runPage(page: Page): Promise<readonly (Command & Outcome)[]> {
  const sandbox = await Sandbox.create(bin);
  const unexpected = [];
  try {
    for (const command of commandsOfPage(page)) {
      const line = lineFor(command);
      const outcome = line === undefined ? undefined : await sandbox.run(line);
      if (outcome && outcome.exitCode !== command.exitCode) {
        unexpected.push({ ...command, ...outcome });
      }
    }
  } finally {
    await sandbox.remove();
  }
  return unexpected;
}

const runnable = pages.filter(page => commandsOfPage(page).some(lineFor));

it('does what every page says, one after the other', async () => {
  const unexpected = await Promise.all(runnable.map(runPage));
  expect(unexpected.flat()).toEqual([]);
}, 120_000);
