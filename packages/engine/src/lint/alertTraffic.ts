import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair, alertPairs } from '../alerting';
import { formatDuration } from '../promql';
import { counted, figure } from './figures';
import { findingOn, LintSubject } from './lintSubject';

const HOUR_MS = 3_600_000;

/** A burn-rate alert, and the events that its long window has at the mean traffic. */
interface PairTraffic extends AlertPair {
  readonly events: number;
}

/** What little traffic does to alerts: they cannot fire, or one bad event fires them. */
export function alertTraffic(
  subject: LintSubject,
  perHour: number,
): Diagnostic[] {
  const { pairs } = alertPairs(subject.slo, subject.context);
  const all = pairs.map(pair => ({
    ...pair,
    events: (perHour * pair.longMs) / HOUR_MS,
  }));
  const silent = all.filter(
    ({ events, minBadEvents }) => events < minBadEvents,
  );
  const single = all.filter(
    ({ events, minBadEvents, threshold }) =>
      minBadEvents <= 1 && events * threshold < 1,
  );
  return [
    ...(silent.length > 0 ? [cannotFire(subject, silent)] : []),
    ...(single.length > 0 ? [oneEvent(subject, single)] : []),
  ];
}

function described(pairs: readonly PairTraffic[]): string {
  return pairs
    .map(
      ({ burn, longMs, events }) =>
        `${burn} (about ${counted(events, 'event')} in ${formatDuration(
          longMs,
        )})`,
    )
    .join(', ');
}

function cannotFire(
  subject: LintSubject,
  pairs: readonly PairTraffic[],
): Diagnostic {
  const [{ minBadEvents }] = pairs;
  return findingOn(subject, {
    severity: 'warning',
    code: 'alert-needs-more-traffic',
    property: 'objective',
    summary: `Alerts that page ask for ${minBadEvents} bad events, and there is too little traffic for them: ${described(
      pairs,
    )}.`,
    detail:
      'At mean traffic they stay silent through a total outage. The slower alerts and the one for a missing SLI are left; probes add events.',
  });
}

function oneEvent(
  subject: LintSubject,
  pairs: readonly PairTraffic[],
): Diagnostic {
  const needed = pairs.map(
    ({ threshold, longMs }) =>
      `${figure(Math.ceil(1 / threshold))} in ${formatDuration(longMs)}`,
  );
  const pages = pairs.some(({ severity }) => severity === 'critical');
  return findingOn(subject, {
    severity: pages ? 'warning' : 'info',
    code: 'one-event-alerts',
    property: 'objective',
    summary: `One bad event alone fires ${described(pairs)}.`,
    detail: `From ${needed.join(
      ', ',
    )} on it takes more than one. Lower the objective, lengthen the window or switch these alerts off.`,
  });
}
