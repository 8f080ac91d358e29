import { EXIT } from '../exitCodes';
import { Failure } from '../failure';
import { Explained } from '../explain/Explained';
import { originsOf } from '../explain/origins';
import { printExplained } from '../explain/printExplained';
import {
  CommonOptions,
  settingsOf,
  withCommonOptions,
} from '../program/commonOptions';
import { examples } from '../program/examples';
import { Findings } from '../reports/Findings';
import { printDiagnostic } from '../reports/printDiagnostic';
import { placed } from '../services/placed';
import { readServices } from '../services/readServices';
import { ServiceReading } from '@nthlayer/engine';
import { paintFor } from '../terminal/paint';
import { Progress } from '../terminal/Progress';
import { Terminal } from '../terminal/Terminal';
import { Run } from './Run';

interface ExplainOptions extends CommonOptions {
  readonly json?: boolean;
}

/** `nthlayer explain`: where every value of a service came from. */
export function addExplain({ program, terminal, end }: Run): void {
  withCommonOptions(program.command('explain'))
    .description(
      'show where every value of a service came from, with file and line',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      examples(
        'nthlayer explain catalog-info.yaml',
        'nthlayer explain catalog-info.yaml --default-tier standard --json',
      ),
    )
    .action(async (names: string[], options: ExplainOptions) => {
      end(await explain(names, options, terminal));
    });
}

async function explain(
  names: readonly string[],
  options: ExplainOptions,
  terminal: Terminal,
): Promise<number> {
  const settings = settingsOf(options);
  const { stdout, stderr } = terminal;
  const findings = Findings.create(options);
  const paint = paintFor(stdout, terminal);
  const paintError = paintFor(stderr, terminal);
  const progress = Progress.create(terminal);
  const all: Explained[] = [];
  let services = 0;
  for await (const reading of readServices({
    names,
    settings,
    terminal,
    progress,
  })) {
    progress.clear();
    const { diagnostics } = reading.kind === 'file' ? reading : reading.result;
    findings.add(diagnostics);
    for (const diagnostic of placed(diagnostics, reading)) {
      stderr.write(printDiagnostic(diagnostic, paintError));
    }
    if (reading.kind === 'service') {
      services += 1;
      const explained = explainService(reading, options);
      if (options.json) {
        all.push(explained);
      } else {
        stdout.write(printExplained(explained, paint));
      }
    }
  }
  if (services === 0) {
    throw new Failure(
      'There is nothing to explain: no Component, spec or OpenSLO document was found.',
    );
  }
  if (options.json) {
    stdout.write(`${JSON.stringify({ services: all }, undefined, 2)}\n`);
  }
  return findings.failed ? EXIT.findings : EXIT.ok;
}

function explainService(
  reading: ServiceReading,
  options: CommonOptions,
): Explained {
  const { entityRef, file, result, document } = reading;
  return result.kind === 'spec'
    ? { entityRef, file, origins: originsOf(result.spec, document, options) }
    : { entityRef, file, reason: result.reason, origins: [] };
}
