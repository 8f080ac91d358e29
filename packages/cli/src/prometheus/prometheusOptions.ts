import { GenerationSettings } from '@nthlayer/engine';
import { PrometheusDataSource } from '@nthlayer/prometheus';
import { Command } from 'commander';
import { Failure } from '../failure';
import { parseHeader, parseTime } from '../program/optionParsers';
import { Terminal } from '../terminal/Terminal';
import { TOKEN } from './token';

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
      'evaluate at this time, ISO 8601 (UTC unless it has a zone) or Unix seconds (default: now)',
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
  if (hasCredentials(options.prometheus)) {
    throw new Failure(
      `The URL of --prometheus must not hold credentials, which other users can see. Give a bearer token in the environment variable ${TOKEN}, or a header with --header.`,
    );
  }
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

function hasCredentials(text: string): boolean {
  const { username, password } = URL.canParse(text)
    ? new URL(text)
    : { username: '', password: '' };
  return username !== '' || password !== '';
}
