import { Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  defaultTiers,
  isScopeName,
  outputProblem,
  promql,
  SCOPE_NAME_RULE,
} from '@nthlayer/engine';
import { InvalidArgumentError } from 'commander';

const LONGEST_SCRAPE_MS = 60_000;
const LONGEST_DELAY_MS = 900_000;
const LABEL = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The name of a data source or an environment. */
export function parseName(text: string): string {
  if (!isScopeName(text)) {
    throw new InvalidArgumentError(`It must be ${SCOPE_NAME_RULE}.`);
  }
  return text;
}

/** Environments; the option may be given several times. */
export function parseEnvironment(
  text: string,
  before: readonly string[] | undefined,
): readonly string[] {
  return [...new Set([...(before ?? []), parseName(text)])];
}

/** A folder; nothing would mean the working folder. */
export function parseFolder(text: string): string {
  if (text === '') {
    throw new InvalidArgumentError('It must name a folder.');
  }
  return text;
}

/** Ids of outputs; the option may be given several times. */
export function parseOutput(
  text: string,
  before: readonly string[] | undefined,
): readonly string[] {
  const problem = outputProblem(text);
  if (problem !== undefined) {
    throw new InvalidArgumentError(problem);
  }
  return [...new Set([...(before ?? []), text])];
}

/** A scrape interval in milliseconds. */
export function parseScrapeInterval(text: string): number {
  const milliseconds = promql.parseDuration(text);
  if (milliseconds === undefined || milliseconds <= 0) {
    throw new InvalidArgumentError('It must be a duration such as 15s.');
  }
  if (milliseconds > LONGEST_SCRAPE_MS) {
    throw new InvalidArgumentError(
      'It must be at most 60s: events are counted minute by minute.',
    );
  }
  return milliseconds;
}

/** How long samples take, in milliseconds. */
export function parseDelay(text: string): number {
  const milliseconds = promql.parseDuration(text);
  if (milliseconds === undefined || milliseconds > LONGEST_DELAY_MS) {
    throw new InvalidArgumentError(
      'It must be a duration such as 60s, from 0s to 15m.',
    );
  }
  return milliseconds;
}

/** The name of a Prometheus label. */
export function parseLabelName(text: string): string {
  if (!LABEL.test(text)) {
    throw new InvalidArgumentError(
      'It must be the name of a Prometheus label: letters, digits and "_".',
    );
  }
  return text;
}

function isTier(text: string): text is Tier {
  return Object.hasOwn(defaultTiers, text);
}

/** One of the known tiers. */
export function parseTier(text: string): Tier {
  if (!isTier(text)) {
    throw new InvalidArgumentError(
      `It must be one of ${Object.keys(defaultTiers).join(', ')}.`,
    );
  }
  return text;
}

const SECONDS = /^\d{1,11}(\.\d+)?$/;
const ISO =
  /^(?<day>\d{4}-\d{2}-\d{2})(?:[T ](?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?<zone>Z|[+-]\d{2}:\d{2})?)?$/i;

/** A moment as ISO 8601, in UTC unless it has a zone, or as Unix seconds; in milliseconds since the epoch. */
export function parseTime(text: string): number {
  const timeMs = SECONDS.test(text) ? Number(text) * 1000 : parseIso(text);
  if (Number.isNaN(timeMs)) {
    throw new InvalidArgumentError(
      'It must be a time such as 2026-03-01T09:30:00Z, or seconds since 1970.',
    );
  }
  return timeMs;
}

/** `NaN` for days that the calendar does not have, which `Date.parse` counts into the next month. */
function parseIso(text: string): number {
  const { day = '', time = '00:00', zone = 'Z' } = ISO.exec(text)?.groups ?? {};
  const dayMs = Date.parse(`${day}T00:00Z`);
  const isDay =
    !Number.isNaN(dayMs) && new Date(dayMs).toISOString().startsWith(day);
  return isDay ? Date.parse(`${day}T${time}${zone.toUpperCase()}`) : NaN;
}

const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/;

/** An HTTP header as `NAME: VALUE`; may be given several times. */
export function parseHeader(
  text: string,
  before: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const [, name, value] = HEADER.exec(text) ?? [];
  if (name === undefined) {
    throw new InvalidArgumentError('It must be written as "NAME: VALUE".');
  }
  return { ...before, [name]: value };
}
