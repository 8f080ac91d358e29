import { setImmediate } from 'node:timers/promises';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { RuleLayout, ruleOutputs } from '@nthlayer/engine';
import { Option } from 'commander';
import { EXIT } from '../exitCodes';
import { Failure } from '../failure';
import { GenerateRun } from '../folders/GenerateRun';
import { OutputDirectory } from '../folders/OutputDirectory';
import { namesFolder } from '../input/listFiles';
import {
  CommonOptions,
  settingsOf,
  withCommonOptions,
} from '../program/commonOptions';
import { examples } from '../program/examples';
import { parseFolder, parseOutput } from '../program/optionParsers';
import { Findings } from '../reports/Findings';
import { printDiagnostic } from '../reports/printDiagnostic';
import { placed } from '../services/placed';
import { readServices } from '../services/readServices';
import { paintFor } from '../terminal/paint';
import { Progress } from '../terminal/Progress';
import { Terminal } from '../terminal/Terminal';
import { Run } from './Run';

interface GenerateOptions extends CommonOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly output?: readonly string[];
  readonly layout: RuleLayout;
}

const LAYOUTS: readonly RuleLayout[] = ['service', 'shared'];
const OUTPUTS = ruleOutputs.map(({ id }) => id).join(', ');

/** `nthlayer generate`: a folder of files for each service. */
export function addGenerate({ program, terminal, end }: Run): void {
  withCommonOptions(program.command('generate'))
    .description(
      'write OpenSLO, Prometheus rules with their tests and a Grafana dashboard, a folder a service',
    )
    .addOption(
      new Option(
        '--out <folder>',
        'where to write; nothing is written outside of it',
      )
        .argParser(parseFolder)
        .makeOptionMandatory(),
    )
    .option(
      '--output <id>',
      `generate this, too; repeat it for several (${OUTPUTS})`,
      parseOutput,
    )
    .addOption(
      new Option(
        '--layout <layout>',
        'whether each service has rules of its own, or all share the files in <out>/rules',
      )
        .choices(LAYOUTS)
        .default(LAYOUTS[0]),
    )
    .option(
      '--force',
      'overwrite files that were not generated or were changed since',
    )
    .addHelpText(
      'after',
      examples(
        'nthlayer generate catalog-info.yaml --out generated',
        'nthlayer generate services --out generated --environment staging --environment production',
        'nthlayer generate search.slo.yaml --out generated --scrape-interval 30s',
        'nthlayer generate services --out generated --output mimir-rules --output alertmanager',
        'nthlayer generate services --out generated --layout shared',
      ),
    )
    .action(async (names: string[], options: GenerateOptions) => {
      end(await generate(names, options, terminal));
    });
}

async function generate(
  names: readonly string[],
  options: GenerateOptions,
  terminal: Terminal,
): Promise<number> {
  const { output: outputs, layout } = options;
  const settings = { ...settingsOf(options), outputs, layout };
  const directory = OutputDirectory.create(options.out, terminal.cwd);
  const findings = Findings.create(options);
  const { force = false } = options;
  const run = GenerateRun.create({ directory, settings, findings, force });
  const progress = Progress.create(terminal);
  const paint = paintFor(terminal.stderr, terminal);
  const startedMs = terminal.now();
  const interruption = terminal.interruption();
  for await (const reading of readServices({
    names,
    settings,
    terminal,
    progress,
    signal: interruption,
  })) {
    const found =
      reading.kind === 'file' ? reading.diagnostics : run.add(reading);
    findings.add(found);
    if (found.length > 0) {
      progress.clear();
    }
    for (const diagnostic of placed(found, reading)) {
      terminal.stderr.write(printDiagnostic(diagnostic, paint));
    }
    if (reading.kind === 'service') {
      progress.advance();
      // lets Ctrl-C be heard
      await setImmediate();
    }
    if (interruption.aborted) {
      break;
    }
  }
  progress.clear();
  if (interruption.aborted) {
    const lastedMs = terminal.now() - startedMs;
    terminal.stderr.write(`Interrupted: ${run.summary(lastedMs)}\n`);
    return EXIT.interrupted;
  }
  const tell = (diagnostics: readonly Diagnostic[]) => {
    findings.add(diagnostics);
    for (const diagnostic of diagnostics) {
      terminal.stderr.write(printDiagnostic(diagnostic, paint));
    }
  };
  tell(run.addShared());
  if (run.services > 0) {
    tell(run.leftOvers(await namesFolder(names, terminal.cwd)));
  }
  return finish(run, findings, {
    terminal,
    lastedMs: terminal.now() - startedMs,
  });
}

function finish(
  run: GenerateRun,
  findings: Findings,
  { terminal, lastedMs }: { terminal: Terminal; lastedMs: number },
): number {
  if (run.services === 0) {
    const why =
      findings.toString() || 'no service was found that wants a stack';
    throw new Failure(`Nothing was generated: ${why}.`);
  }
  terminal.stdout.write(`${run.summary(lastedMs)}\n`);
  if (findings.failed) {
    terminal.stderr.write(`${findings.toString()}.\n`);
  }
  return findings.failed ? EXIT.findings : EXIT.ok;
}
