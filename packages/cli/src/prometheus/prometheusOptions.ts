import { GenerationSettings } from '@nthlayer/engine';
import { PrometheusDataSource } from '@nthlayer/prometheus';
import { Command } from 'commander';
import { parseHeader, parseTime } from '../program/optionParsers';
import { Terminal } from '../terminal/Terminal';

/** The bearer token is a secret, so it is no option: other users can see those. */
export const TOKEN = 'NTHLAYER_PROMETHEUS_TOKEN';

/** Where commands read from, and as of when. */
export interface PrometheusOptions {
  readonly prometheus: string;
  readonly at?: number;
  readonly header?: Readonly<Record<string, string>>;
}

/** Adds the options of commands that read from a Prometheus. */
export function withPrometheusOptions(command: Command): Command {
  return command
    .requiredOption('--prometheus <url>', 'base URL of Prometheus')
    .option(
      '--at <time>',
      'evaluate at this time, ISO 8601 or Unix seconds (default: now)',
      parseTime,
    )
    .option(
      '--header <header>',
      'header of every request as "NAME: VALUE"; may be repeated',
      parseHeader,
    );
}

/** The Prometheus that the options name. */
export function prometheusOf(
  options: PrometheusOptions,
  { scrapeIntervalMs }: GenerationSettings,
  { env, stderr }: Terminal,
): PrometheusDataSource {
  const token = env[TOKEN];
  return PrometheusDataSource.create({
    id: 'prometheus',
    url: options.prometheus,
    scrapeIntervalMs,
    ...(options.header && { headers: options.header }),
    ...(token && { auth: { type: 'bearer', token } }),
    onError: error =>
      stderr.write(
        `nthlayer: ${error instanceof Error ? error.stack : error}\n`,
      ),
  });
}
