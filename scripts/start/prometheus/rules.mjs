import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from '../../processes.mjs';
import { say, Stop } from '../../say.mjs';

/** Copies the rules of each service into one folder, since Prometheus takes no folder of folders; tells how many. */
export function collectRules(generated, rules) {
  rmSync(rules, { recursive: true, force: true });
  mkdirSync(rules, { recursive: true });
  const services = readdirSync(generated).filter(name =>
    existsSync(join(generated, name, 'rules.yaml')),
  );
  for (const service of services) {
    copyFileSync(
      join(generated, service, 'rules.yaml'),
      join(rules, `${service}.yaml`),
    );
  }
  return services.length;
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
  if (code !== 0) {
    throw new Stop(
      'The rules of the examples could not be generated; see above.',
    );
  }
  const services = collectRules(generated, join(folder, 'rules'));
  say(`  Rules of ${services} services are generated.`);
}
