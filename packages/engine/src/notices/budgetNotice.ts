import {
  BudgetState,
  BudgetStatus,
  BurnRate,
  GroupLabels,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { burnTrend, timeToSpend } from '../budget';
import { BurnOnset, burnOnset } from './burnOnset';
import { countText, durationText, percentText, rateText } from './figures';
import { NoticeLevel, thresholdOf } from './noticeLevels';
import { plainText } from './plainText';

const HOUR_MS = 3_600_000;
const MIN_COVERAGE = 0.9;
const TILE_MS = 60_000;
/** Longer lists of dependencies are cut. */
const MOST_NAMED = 5;

/**
 * Everything that is known when a level is reached. Names and labels may be hostile.
 *
 * @public
 */
export interface NoticeFacts {
  readonly level: NoticeLevel;
  readonly service: string;
  readonly slo: string;
  readonly environment: string;
  readonly labels: GroupLabels;
  readonly status: BudgetStatus;
  /** Shares of the budget that are told, in per cent. */
  readonly thresholds: readonly number[];
  /** What the service needs, with the state of its worst SLO. */
  readonly dependencies: readonly {
    readonly name: string;
    readonly state: BudgetState;
  }[];
}

/**
 * A text for people.
 *
 * @public
 */
export interface BudgetNotice {
  readonly title: string;
  readonly description: string;
}

/**
 * Tells that a level is reached, from what is known: which SLO and group, since when, how much, what burns too and when
 * the next threshold is due. Nothing in it is markup.
 *
 * @public
 */
export function budgetNotice(facts: NoticeFacts): BudgetNotice {
  const isTold = isBudgetTold(facts);
  return {
    title: titleOf(facts),
    description: [
      place(facts),
      isTold ? spent(facts) : '',
      burning(facts),
      isTold ? next(facts) : '',
      isTold ? coming(facts) : '',
      alsoBurning(facts),
      doubts(facts),
    ]
      .filter(sentence => sentence !== '')
      .join(' '),
  };
}

/** Beside a burn, what was spent of a window of which little is known would say nothing of the budget. */
function isBudgetTold({ level, status }: NoticeFacts): boolean {
  return thresholdOf(level) !== undefined || status.coverage >= MIN_COVERAGE;
}

function titleOf({ level, service, slo, status }: NoticeFacts): string {
  const subject = `${plainText(service)}: ${plainText(slo)}`;
  if (thresholdOf(level) !== undefined) {
    const share = percentText(status.consumed ?? 0);
    return `${subject} has spent ${share} of its error budget`;
  }
  const rate = status.burn.find(({ windowMs }) => windowMs === HOUR_MS)?.rate;
  return typeof rate === 'number' && rate > 1
    ? `${subject} burns its error budget ${rateText(rate)} times too fast`
    : `${subject} burns its error budget too fast`;
}

function place({ level, environment, labels }: NoticeFacts): string {
  const group = Object.entries(labels)
    .map(([label, value]) => `${plainText(label)} ${plainText(value)}`)
    .join(', ');
  const where = `Environment ${plainText(environment)}`;
  return `${where}${group && `, ${group}`}; ${level}.`;
}

function spent({ status }: NoticeFacts): string {
  const { consumed, remainingMs, objective, sums, budgetEvents, window } =
    status;
  if (consumed === null || remainingMs === null) {
    return '';
  }
  const events =
    status.method === 'Occurrences'
      ? `${countText(sums.bad)} bad events where ${percentText(
          objective,
        )} of ${countText(sums.total)} must be good and ${countText(
          budgetEvents,
        )} may be bad`
      : `${countText(sums.bad)} bad slices of ${countText(sums.total)}`;
  const left =
    remainingMs > 0
      ? `${durationText(remainingMs)} of it are left`
      : `it is overspent by ${durationText(-remainingMs)}`;
  const budget =
    window.budgetMs === window.lengthMs
      ? `the budget of ${durationText(window.lengthMs)}`
      : `the budget of the ${durationText(window.budgetMs)} so far`;
  return `${percentText(consumed)} of ${budget} is spent: ${events}; ${left}.`;
}

function burning({ status }: NoticeFacts): string {
  const { burn } = status;
  const hour = burn.find(({ windowMs }) => windowMs === HOUR_MS);
  const onset = burnOnset(status);
  if (!onset || typeof hour?.rate !== 'number') {
    return '';
  }
  return `It began to burn faster than allowed ${onsetText(
    onset,
  )}; over the last hour ${countText(hour.sums.bad)} of ${countText(
    hour.sums.total,
  )} were bad, ${rateText(hour.rate)} times the allowed rate${trendText(
    burn,
  )}.`;
}

function onsetText({ mostMs, leastMs }: BurnOnset): string {
  if (mostMs === undefined) {
    return `more than ${durationText(leastMs)} ago`;
  }
  return leastMs === 0
    ? `less than ${durationText(mostMs)} ago`
    : `between ${durationText(mostMs)} and ${durationText(leastMs)} ago`;
}

function trendText(burn: readonly BurnRate[]): string {
  const trend = burnTrend(burn);
  return trend === 'unknown' ? '' : `, and ${trend}`;
}

function next({ status, thresholds }: NoticeFacts): string {
  const { consumed, burn } = status;
  const rate = burn.find(({ windowMs }) => windowMs === HOUR_MS)?.rate;
  if (consumed === null || typeof rate !== 'number') {
    return '';
  }
  const ahead = [...new Set([...thresholds, 100])]
    .sort((a, b) => a - b)
    .find(percent => percent > consumed * 100);
  if (ahead === undefined) {
    return '';
  }
  const dueMs = timeToSpend(ahead / 100, rate, { ...status, consumed });
  return dueMs === undefined
    ? `At the rate of the last hour ${ahead} % are not reached.`
    : `At this rate ${ahead} % are spent in ${durationText(dueMs)}.`;
}

function coming({ status: { projected } }: NoticeFacts): string {
  if (!projected) {
    return '';
  }
  const { count, unit } = projected.period;
  const period = count === 1 ? unit : `${count} ${unit}s`;
  return `By the end of the ${period} about ${countText(
    projected.budgetEvents,
  )} may be bad; ${percentText(projected.consumed)} of them were.`;
}

function alsoBurning({ dependencies }: NoticeFacts): string {
  const bad = dependencies.filter(
    ({ state }) => state === 'burning' || state === 'exhausted',
  );
  if (bad.length === 0) {
    return '';
  }
  const names = bad
    .slice(0, MOST_NAMED)
    .map(({ name, state }) => `${plainText(name)} (${state})`);
  const more = bad.length - names.length;
  return `Its dependencies burn too: ${names.join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }.`;
}

function doubts(facts: NoticeFacts): string {
  const { coverage, sums } = facts.status;
  const follows = isBudgetTold(facts)
    ? ''
    : ', too little to tell how much of the budget is spent';
  const known =
    coverage < MIN_COVERAGE
      ? `Only ${percentText(coverage)} of the window is known${follows}.`
      : '';
  const excluded = sums.excludedTiles
    ? `${durationText(sums.excludedTiles * TILE_MS)} are excluded.`
    : '';
  return [known, excluded].filter(part => part !== '').join(' ');
}
