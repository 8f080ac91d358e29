import { GenerationSettings } from '@nthlayer/engine';
import { PrometheusDataSource } from '@nthlayer/prometheus';
import { Command } from 'commander';
import { Failure } from '../failure';
import { parseDelay, parseHeader, parseTime } from '../program/optionParsers';
import { Terminal } from '../terminal/Terminal';
import { TOKEN } from './token';

/** Where commands read from, and as of when. */
export interface PrometheusOptions {
  readonly prometheus: string;
  readonly at?: number;
  readonly delay?: number;
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
      '--delay <duration>',
      'how long samples take until this Prometheus has them, at most 15m; what may not have come yet is not read (default: 0s)',
      parseDelay,
    )
    .option(
      '--header <header>',
      'header of every request as "NAME: VALUE"; may be repeated',
      parseHeader,
    );
}

/** The moment that a command looks at, and the end of what has arrived of the time before it. Milliseconds. */
export interface Moment {
  readonly nowMs: number;
  readonly arrivedMs: number;
}

/** The moment that the options name. Where it is further back than the delay, everything has come by now. */
export function momentOf(
  { at, delay = 0 }: Pick<PrometheusOptions, 'at' | 'delay'>,
  clockMs: number,
): Moment {
  const nowMs = at ?? clockMs;
  const awaitedMs = Math.max(0, delay - Math.max(0, clockMs - nowMs));
  return { nowMs, arrivedMs: nowMs - awaitedMs };
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
