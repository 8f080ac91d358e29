import { Config, readDurationFromConfig } from '@backstage/config';
import { ForwardedError, InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  PrometheusAuth,
  PrometheusDataSourceOptions,
} from '@nthlayer/prometheus';
import type { Dispatcher } from 'undici';
import { tlsDispatcher } from './tlsDispatcher';

const DEFAULT_SCRAPE_INTERVAL_MS = 15_000;
const MAX_SCRAPE_INTERVAL_MS = 60_000;
const MAX_DELAY_MS = 900_000;
/** As many as Prometheus works on at a time, for everybody who asks it. */
const MOST_QUERIES = 20;
/** One SLI alone may need some thousand bytes. */
const SHORTEST_QUERY = 16_384;
const LONGEST_QUERY = 3_000_000;

/** An entry of `nthlayer.dataSources`. */
interface Entry {
  readonly id: string;
  readonly config: Config;
}

/** What a key is called in messages. */
function placeOf({ id }: Entry, key: string): string {
  return `nthlayer.dataSources: ${key} of ${JSON.stringify(id)}`;
}

function readDuration(entry: Entry, key: string): number | undefined {
  const { config } = entry;
  if (!config.has(key)) {
    return undefined;
  }
  try {
    return durationToMilliseconds(readDurationFromConfig(config, { key }));
  } catch (error) {
    throw new ForwardedError(`${placeOf(entry, key)} is no duration`, error);
  }
}

function readMilliseconds(entry: Entry, key: string): number | undefined {
  const milliseconds = readDuration(entry, key);
  if (milliseconds !== undefined && !(milliseconds > 0)) {
    throw new InputError(`${placeOf(entry, key)} must be longer than nothing`);
  }
  return milliseconds;
}

function readScrapeInterval(entry: Entry): number {
  const key = 'scrapeInterval';
  const milliseconds =
    readMilliseconds(entry, key) ?? DEFAULT_SCRAPE_INTERVAL_MS;
  if (milliseconds > MAX_SCRAPE_INTERVAL_MS) {
    throw new InputError(
      `${placeOf(entry, key)} is ${
        milliseconds / 1000
      } s, longer than 60 s: events are counted minute by minute, so that minutes without a scrape would stay unknown`,
    );
  }
  return milliseconds;
}

function readDelay(entry: Entry): number | undefined {
  const key = 'delay';
  const milliseconds = readDuration(entry, key);
  const isAllowed =
    milliseconds === undefined ||
    (milliseconds >= 0 && milliseconds <= MAX_DELAY_MS);
  if (!isAllowed) {
    throw new InputError(
      `${placeOf(entry, key)} is ${
        milliseconds / 1000
      } s; it must be from nothing to 15 minutes, since budgets are known that much later`,
    );
  }
  return milliseconds;
}

function readWholeNumber(
  config: Config,
  key: string,
  [least, most]: readonly [number, number],
): number | undefined {
  const value = config.getOptionalNumber(key);
  const isAllowed =
    value === undefined ||
    (Number.isInteger(value) && value >= least && value <= most);
  if (!isAllowed) {
    throw new InputError(
      `${key} of a Prometheus data source must be a whole number from ${least} to ${most}`,
    );
  }
  return value;
}

function readAuth(config: Config | undefined): PrometheusAuth | undefined {
  const type = config?.getString('type');
  if (!config || type === undefined) {
    return undefined;
  }
  switch (type) {
    case 'bearer':
      return { type, token: config.getString('token') };
    case 'basic':
      return {
        type,
        username: config.getString('username'),
        password: config.getString('password'),
      };
    default:
      throw new InputError(
        'auth.type of a Prometheus data source must be bearer or basic',
      );
  }
}

/** Read as a whole, because names of headers need not be what Backstage allows as configuration keys. */
function readHeaders(config: Config): Record<string, string> {
  const headers: unknown = config.getOptional('headers') ?? {};
  const isTextOnly =
    typeof headers === 'object' &&
    !Array.isArray(headers) &&
    Object.values(headers ?? {}).every(value => typeof value === 'string');
  if (!isTextOnly) {
    throw new InputError(
      'headers of a Prometheus data source must be an object of texts',
    );
  }
  return { ...headers } as Record<string, string>;
}

function readDispatcher(config: Config | undefined): Dispatcher | undefined {
  return (
    config &&
    tlsDispatcher({
      ca: config.getOptionalString('ca'),
      cert: config.getOptionalString('cert'),
      key: config.getOptionalString('key'),
    })
  );
}

/**
 * Reads an entry of `nthlayer.dataSources` of type `prometheus`.
 *
 * @throws InputError or Backstage's own error for a value that cannot be used
 */
export function readPrometheusConfig(
  id: string,
  config: Config,
): PrometheusDataSourceOptions {
  const auth = readAuth(config.getOptionalConfig('auth'));
  const dispatcher = readDispatcher(config.getOptionalConfig('tls'));
  const entry = { id, config };
  const delayMs = readDelay(entry);
  const timeoutMs = readMilliseconds(entry, 'timeout');
  const concurrency = readWholeNumber(config, 'concurrency', [1, MOST_QUERIES]);
  const maxQueryLength = readWholeNumber(config, 'maxQueryLength', [
    SHORTEST_QUERY,
    LONGEST_QUERY,
  ]);
  return {
    id,
    url: config.getString('url'),
    headers: readHeaders(config),
    scrapeIntervalMs: readScrapeInterval(entry),
    ...(delayMs !== undefined && { delayMs }),
    ...(auth && { auth }),
    ...(dispatcher && { dispatcher }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(concurrency !== undefined && { concurrency }),
    ...(maxQueryLength !== undefined && { maxQueryLength }),
  };
}
