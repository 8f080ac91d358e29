import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { run } from '../../processes.mjs';
import { say, Stop } from '../../say.mjs';

/**
 * Copies the rules of each service, and of each of its environments, into one folder, since Prometheus takes no folder of
 * folders; tells how many.
 */
export function collectRules(generated, rules) {
  rmSync(rules, { recursive: true, force: true });
  mkdirSync(rules, { recursive: true });
  const files = readdirSync(generated, { recursive: true }).filter(
    file => basename(file) === 'rules.yaml',
  );
  for (const file of files) {
    const name = dirname(file).split(sep).join('.');
    copyFileSync(join(generated, file), join(rules, `${name}.yaml`));
  }
  return files.length;
}

/** Generates the rules of the examples, as anybody would: with the command line. */
export async function generateRules(env, { folder }) {
  const generated = join(folder, 'generated');
  rmSync(generated, { recursive: true, force: true });
  const code = await run(
    'node',
    ['packages/cli/bin/nthlayer', 'generate', 'examples', '--out', generated],
    { env },
  );
  // 1 is a service with findings: the rules of the others are there
  if (code > 1) {
    throw new Stop(
      'The rules of the examples could not be generated; see above.',
    );
  }
  const files = collectRules(generated, join(folder, 'rules'));
  say(`  ${files} files of rules are generated.`);
}
