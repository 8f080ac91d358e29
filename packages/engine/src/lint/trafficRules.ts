import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { nominalWindowMs } from '../alerting';
import { allowedErrorRatio } from '../budget';
import { formatPercent } from '../spec/formatPercent';
import { formatWindow } from '../spec/formatLength';
import { alertTraffic } from './alertTraffic';
import { counted, figure, share } from './figures';
import { HourOfEvents, hourlyEvents, sumOf } from './hourlyEvents';
import { findingOn, LintRule, LintSubject } from './lintSubject';

const HOUR_MS = 3_600_000;
/** Less is no sample of what a service does. */
const LEAST_HOURS = 24;
/** With fewer bad events than these to spend, one of them is 10 % of the budget. */
const COARSE_BUDGET = 10;

/** Whether the objective can be told from the traffic, and what a bad event or two do to its alerts. */
export const trafficRules: LintRule = subject => {
  const { slo, inspection } = subject;
  const hours = hourlyEvents(slo, inspection)?.hours ?? [];
  if (hours.length < LEAST_HOURS) {
    return [];
  }
  const total = sumOf(hours, 'total');
  if (total <= 0) {
    return [noTraffic(subject, hours.length)];
  }
  if (slo.method !== 'Occurrences') {
    return []; // the budget is counted in slices of time
  }
  const perHour = total / hours.length;
  return [
    ...budgetOf(subject, perHour),
    ...missedAlways(subject, hours),
    ...alertTraffic(subject, perHour),
  ];
};

function noTraffic(subject: LintSubject, hours: number): Diagnostic {
  return findingOn(subject, {
    severity: 'warning',
    code: 'no-traffic',
    property: 'sli',
    summary: `Nothing was counted in ${hours} hours of the last week.`,
    detail:
      'Without events no budget is spent and no alert can fire. Select a metric that counts, or leave the SLO out.',
  });
}

function budgetOf(subject: LintSubject, perHour: number): Diagnostic[] {
  const { slo } = subject;
  const windowMs = nominalWindowMs(slo.window);
  const inWindow = (perHour * windowMs) / HOUR_MS;
  const budget = allowedErrorRatio(slo.objective) * inWindow;
  if (budget >= COARSE_BUDGET) {
    return [];
  }
  const resolved = 1 - COARSE_BUDGET / inWindow;
  const lower =
    resolved > 0
      ? `Up to ${formatPercent(
          floorTo(resolved),
        )} there are ${COARSE_BUDGET} to spend; a longer window or probes give more events.`
      : `No objective has ${COARSE_BUDGET} to spend at this traffic; a longer window or probes give more events.`;
  return [
    findingOn(subject, {
      severity: budget < 1 ? 'warning' : 'info',
      code: 'objective-too-fine',
      property: 'objective',
      summary: `At ${figure(perHour)} events an hour ${formatPercent(
        slo.objective,
      )} over ${formatWindow(windowMs)} allows ${counted(
        budget,
        'bad event',
      )}: one spends ${share(1 / budget)} of the budget.`,
      detail: lower,
    }),
  ];
}

/** Cut, so that it is not more than the traffic resolves; two digits after the nines are enough. */
function floorTo(ratio: number): number {
  const digits = Math.max(2, Math.ceil(-Math.log10(1 - ratio)) + 1);
  return Math.floor(ratio * 10 ** digits) / 10 ** digits;
}

/** Normal operation burns faster than the objective allows, hour by hour. */
function missedAlways(
  subject: LintSubject,
  hours: readonly HourOfEvents[],
): Diagnostic[] {
  const { objective } = subject.slo;
  const busy = hours.filter(({ total }) => total > 0);
  const allowed = allowedErrorRatio(objective);
  const ratios = busy.map(({ bad, total }) => bad / total);
  if (busy.length < LEAST_HOURS || ratios.some(ratio => ratio <= allowed)) {
    return [];
  }
  const kept = 1 - sumOf(busy, 'bad') / sumOf(busy, 'total');
  return [
    findingOn(subject, {
      severity: 'warning',
      code: 'constant-burn',
      property: 'objective',
      summary: `The objective of ${formatPercent(
        objective,
      )} was missed in each of ${
        busy.length
      } hours with traffic in the last week; the best had ${share(
        1 - Math.min(...ratios),
      )}, all together ${share(kept)}.`,
      detail:
        'Normal operation does not meet it, so it says nothing about incidents. Mend the service or the selector of bad events, or set what users really get as the objective for now.',
    }),
  ];
}
