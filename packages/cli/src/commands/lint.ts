import { Option } from 'commander';
import { EXIT } from '../exitCodes';
import { Failure } from '../failure';
import { lintServices } from '../lint/lintServices';
import {
  CommonOptions,
  settingsOf,
  withCommonOptions,
} from '../program/commonOptions';
import { examples } from '../program/examples';
import {
  momentOf,
  PrometheusOptions,
  prometheusOf,
  withPrometheusOptions,
} from '../prometheus/prometheusOptions';
import { TOKEN } from '../prometheus/token';
import { Findings } from '../reports/Findings';
import { REPORT_FORMATS, ReportFormat, reportOf } from '../reports/reportOf';
import { placed } from '../services/placed';
import { readServices } from '../services/readServices';
import { Reading } from '@nthlayer/engine';
import { Progress } from '../terminal/Progress';
import { Terminal } from '../terminal/Terminal';
import { Run } from './Run';

/** Services that share queries; their specs are in memory together. */
const SERVICES_AT_A_TIME = 500;

interface LintOptions extends CommonOptions, PrometheusOptions {
  readonly format: ReportFormat;
}

/** `nthlayer lint`: which SLOs do not fit the series that a Prometheus has. */
export function addLint({ program, terminal, end }: Run): void {
  withPrometheusOptions(withCommonOptions(program.command('lint')))
    .description('compare SLOs with the series that a Prometheus has')
    .addOption(
      new Option('--format <format>', 'how findings are written')
        .choices([...REPORT_FORMATS])
        .default('text'),
    )
    .addHelpText(
      'after',
      `${examples(
        'nthlayer lint catalog-info.yaml --prometheus http://localhost:9090',
        'nthlayer lint services --prometheus https://prometheus.example.com --strict',
      )}\nA bearer token is taken from the environment variable ${TOKEN}.\n`,
    )
    .action(async (names: string[], options: LintOptions) => {
      end(await lint(names, options, terminal));
    });
}

async function lint(
  names: readonly string[],
  options: LintOptions,
  terminal: Terminal,
): Promise<number> {
  const settings = settingsOf(options);
  const findings = Findings.create(options);
  const report = reportOf(options.format, terminal);
  const source = prometheusOf(options, settings, terminal);
  const signal = terminal.interruption();
  const { arrivedMs: atMs } = momentOf(options, terminal.now());
  const progress = Progress.create(terminal);
  let services = 0;
  for await (const batch of batchesOf(
    readServices({ names, settings, terminal, progress, signal }),
  )) {
    const linted = await lintServices(batch, source, {
      settings,
      atMs,
      signal,
      url: options.prometheus,
    });
    if (signal.aborted) {
      return EXIT.interrupted;
    }
    progress.clear();
    for (const { reading, diagnostics } of linted) {
      const found = placed(diagnostics, reading);
      findings.add(found);
      if (found.length > 0) {
        progress.clear();
      }
      report.findings(found);
      if (reading.kind === 'service') {
        progress.advance();
        const { entityRef, file, result } = reading;
        services += Number(result.kind === 'spec');
        const state = result.kind === 'spec' ? 'ready' : result.reason;
        report.service({ entityRef, file, state });
      }
    }
  }
  progress.clear();
  if (signal.aborted) {
    return EXIT.interrupted;
  }
  if (services === 0) {
    report.endEmpty(findings);
    throw new Failure('There is nothing to compare: no service was found.');
  }
  report.end(findings);
  return findings.failed ? EXIT.findings : EXIT.ok;
}

/** A few hundred readings at a time, in their order. */
async function* batchesOf(
  readings: AsyncIterable<Reading>,
): AsyncGenerator<readonly Reading[]> {
  let batch: Reading[] = [];
  for await (const reading of readings) {
    batch.push(reading);
    if (batch.length >= SERVICES_AT_A_TIME) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}
