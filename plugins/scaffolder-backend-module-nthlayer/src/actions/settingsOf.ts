import { InputError } from '@backstage/errors';
import {
  defaultGenerationSettings,
  GenerationSettings,
  isScopeName,
  SCOPE_NAME_RULE,
} from '@nthlayer/engine';
import { shownText } from '../workspace';

const SECOND_MS = 1000;
/** Events are counted minute by minute. */
const LONGEST_SCRAPE_MS = 60_000;

/** The settings among the inputs of `nthlayer:stack:generate`; what is not given is as by default. */
export interface SettingsInput {
  readonly environments?: readonly string[];
  readonly scrapeIntervalSeconds?: number;
  readonly serviceLabel?: string;
  readonly outputs?: readonly string[];
}

/**
 * Settings from inputs, under the rules of the options of `nthlayer generate`. Environments become folders, label
 * values and parts of group names.
 *
 * @throws InputError that names the input and what it may be
 */
export function settingsOf(input: SettingsInput): GenerationSettings {
  const { environments = [], scrapeIntervalSeconds, serviceLabel } = input;
  const { outputs } = input;
  environments.forEach(checkEnvironment);
  return {
    ...defaultGenerationSettings,
    ...(environments.length > 0 && {
      environments: [...new Set(environments)],
    }),
    ...(scrapeIntervalSeconds !== undefined && {
      scrapeIntervalMs: scrapeIntervalMs(scrapeIntervalSeconds),
    }),
    ...(serviceLabel && { serviceLabel }),
    ...(outputs && { outputs }),
  };
}

function checkEnvironment(name: string, index: number): void {
  if (!isScopeName(name)) {
    throw new InputError(
      `environments[${index}] ${shownText(
        name,
      )} cannot be the name of an environment. ` +
        `It must be ${SCOPE_NAME_RULE}.`,
    );
  }
}

function scrapeIntervalMs(seconds: number): number {
  const milliseconds = Math.round(seconds * SECOND_MS);
  if (!(milliseconds >= 1 && milliseconds <= LONGEST_SCRAPE_MS)) {
    throw new InputError(
      `scrapeIntervalSeconds ${seconds} is out of range. ` +
        'It must be at least 0.001 and at most 60: events are counted minute by minute.',
    );
  }
  return milliseconds;
}
