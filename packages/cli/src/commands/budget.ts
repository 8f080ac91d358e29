import { GenerationSettings } from '@nthlayer/engine';
import { budgetJson } from '../budget/budgetJson';
import { BudgetRow, BudgetSlo } from '../budget/BudgetRow';
import { printBudgets } from '../budget/budgetTable';
import { Evaluation, evaluationAt } from '../budget/evaluateSeries';
import { readBudgets } from '../budget/readBudgets';
import { slosOf } from '../budget/slosOf';
import { EXIT } from '../exitCodes';
import { Failure } from '../failure';
import {
  CommonOptions,
  settingsOf,
  withCommonOptions,
} from '../program/commonOptions';
import { examples } from '../program/examples';
import { prometheusFailure } from '../prometheus/prometheusFailure';
import {
  momentOf,
  PrometheusOptions,
  prometheusOf,
  withPrometheusOptions,
} from '../prometheus/prometheusOptions';
import { TOKEN } from '../prometheus/token';
import { Findings } from '../reports/Findings';
import { printDiagnostic } from '../reports/printDiagnostic';
import { placed } from '../services/placed';
import { readServices } from '../services/readServices';
import { paintFor } from '../terminal/paint';
import { Progress } from '../terminal/Progress';
import { Terminal } from '../terminal/Terminal';
import { Run } from './Run';

interface BudgetOptions extends CommonOptions, PrometheusOptions {
  readonly json?: boolean;
}

/** `nthlayer budget`: what is left of error budgets, from a Prometheus. */
export function addBudget({ program, terminal, end }: Run): void {
  withPrometheusOptions(withCommonOptions(program.command('budget')))
    .description('read from Prometheus what is left of the error budgets')
    .option('--json', 'print exact figures as JSON')
    .addHelpText(
      'after',
      `${examples(
        'nthlayer budget catalog-info.yaml --prometheus http://localhost:9090',
        'nthlayer budget services --prometheus https://prometheus.example.com --json',
        'nthlayer budget catalog-info.yaml --prometheus http://localhost:9090 --at 2026-03-01T09:30:00Z',
      )}\nA bearer token is taken from the environment variable ${TOKEN}.\n`,
    )
    .action(async (names: string[], options: BudgetOptions) => {
      end(await budget(names, options, terminal));
    });
}

async function budget(
  names: readonly string[],
  options: BudgetOptions,
  terminal: Terminal,
): Promise<number> {
  const settings = settingsOf(options);
  const source = prometheusOf(options, settings, terminal);
  const findings = Findings.create(options);
  const signal = terminal.interruption();
  const progress = Progress.create(terminal);
  const slos = await readSlos(names, {
    settings,
    findings,
    terminal,
    progress,
    signal,
  });
  if (signal.aborted) {
    return EXIT.interrupted;
  }
  if (slos.length === 0) {
    throw new Failure(
      'There is no budget to read: no service with an SLO was found.',
    );
  }
  const { scrapeIntervalMs } = settings;
  const at = evaluationAt(momentOf(options, terminal.now()), scrapeIntervalMs);
  const rows: BudgetRow[] = [];
  for await (const row of readBudgets(slos, source, { at, signal })) {
    rows.push(row);
    progress.advance('budgets');
  }
  progress.clear();
  if (signal.aborted) {
    return EXIT.interrupted;
  }
  return show(rows, { at, options, findings, terminal });
}

async function readSlos(
  names: readonly string[],
  {
    settings,
    findings,
    terminal,
    progress,
    signal,
  }: {
    readonly settings: GenerationSettings;
    readonly findings: Findings;
    readonly terminal: Terminal;
    readonly progress: Progress;
    readonly signal: AbortSignal;
  },
): Promise<readonly BudgetSlo[]> {
  const paint = paintFor(terminal.stderr, terminal);
  const slos: BudgetSlo[] = [];
  for await (const reading of readServices({
    names,
    settings,
    terminal,
    progress,
    signal,
  })) {
    const { diagnostics } = reading.kind === 'file' ? reading : reading.result;
    findings.add(diagnostics);
    if (diagnostics.length > 0) {
      progress.clear();
    }
    for (const diagnostic of placed(diagnostics, reading)) {
      terminal.stderr.write(printDiagnostic(diagnostic, paint));
    }
    if (reading.kind === 'service' && reading.result.kind === 'spec') {
      slos.push(...slosOf(reading.result.spec, settings));
    }
  }
  progress.restart();
  return slos;
}

function show(
  rows: readonly BudgetRow[],
  {
    at,
    options,
    findings,
    terminal,
  }: {
    readonly at: Evaluation;
    readonly options: BudgetOptions;
    readonly findings: Findings;
    readonly terminal: Terminal;
  },
): number {
  const [first] = rows;
  if (first.problem && rows.every(({ problem }) => problem)) {
    throw prometheusFailure(options.prometheus, first.problem);
  }
  const { stdout } = terminal;
  stdout.write(
    options.json
      ? budgetJson(rows, at)
      : printBudgets(rows, paintFor(stdout, terminal)),
  );
  const bad = rows.some(
    ({ status: { state, stale } }) =>
      state === 'exhausted' || state === 'unknown' || (options.strict && stale),
  );
  return bad || findings.failed ? EXIT.findings : EXIT.ok;
}
