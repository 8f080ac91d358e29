/**
 * What is done with the commands of the documentation. One that is in no list fails the test: a command in a guide
 * that nobody runs is wrong sooner or later.
 */

/** Where a command is run that a test of the documentation cannot run. */
export interface Coverage {
  /** Relative to the repository. */
  readonly file: string;
  /** What that file must contain. */
  readonly text: string;
}

const ci = (text: string): Coverage => ({
  file: 'scripts/ci/steps.mjs',
  text,
});

/** Servers, what reads from one, and all of CI: too large to be run here. */
export const runElsewhere: Readonly<Record<string, Coverage>> = {
  'npm start': { file: 'tests/e2e/setUp.ts', text: 'startPortal(' },
  'npm test': { file: '.ci/run', text: 'npm test' },
  'npm run start:prometheus': {
    file: 'tests/live/startPrometheus.test.ts',
    text: "command: 'start:prometheus'",
  },
  'npm run nthlayer -- budget examples/payment-api --prometheus http://localhost:9090':
    {
      file: 'tests/integration/cliBudget.test.ts',
      text: "'--prometheus', prometheus.url",
    },
  'npm run nthlayer -- lint examples/payment-api --prometheus http://localhost:9090':
    {
      file: 'packages/cli/src/commands/lint.test.ts',
      text: "'lint', 'a.yaml', '--prometheus', url",
    },
  'npm run nthlayer -- lint examples/payment-api --prometheus http://localhost:9090 --strict':
    {
      file: 'packages/cli/src/commands/lint.test.ts',
      text: "'--strict'",
    },
  'npm run exec -- node --require @backstage/cli/config/nodeTransform.cjs packages/simulator/src/serve.ts --port 9464':
    {
      file: 'packages/simulator/src/server/startSimulatorServer.test.ts',
      text: "serveDemo(['--port'",
    },
  'prometheus --config.file packages/simulator/prometheus.yml': {
    file: 'packages/simulator/src/server/prometheusConfig.test.ts',
    text: 'prometheus.yml',
  },
  'npm run compare -- --write': {
    file: 'tests/integration/measurements.test.ts',
    text: "'compare', '--parts'",
  },
  'npm run bench -- --write': {
    file: 'tests/integration/measurements.test.ts',
    text: "'bench', '--parts'",
  },
  'npm run exec -- yarn tsc': ci("'tsc'"),
  'npm run exec -- yarn lint': ci("'lint'"),
  'npm run exec -- yarn prettier': ci("'prettier', '--check'"),
  'npm run exec -- yarn build': ci("'repo', 'build', '--all'"),
  'npm run exec -- yarn workspace @nthlayer/engine test --watch=false budget':
    ci('testInNode'),
  'npm run exec -- yarn workspace tests test --watch=false architecture':
    ci('testInNode'),
  'npm run exec -- yarn install': {
    file: 'scripts/setup/install.mjs',
    text: 'install',
  },
};

/** Programs that are run as they are, in a copy of the examples. */
export const plainPrograms: readonly string[] = [
  'cat',
  'cp',
  'ls',
  'mkdir',
  'promtool',
  'sed',
];

/** A command, and the exit code that the page promises with `# exit 1` behind it. */
export interface Command {
  readonly text: string;
  readonly exitCode: number;
}

/** The commands of a block, without prompts and comments; a trailing backslash continues a line. */
export function commandsOf(block: string): readonly Command[] {
  return block
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map(line => ({
      text: line.replace(/(^|\s+)#.*$/, '').trim(),
      exitCode: Number(/# exit (\d+)/.exec(line)?.[1] ?? 0),
    }))
    .filter(({ text }) => text !== '');
}
