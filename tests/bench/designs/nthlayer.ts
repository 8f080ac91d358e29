import { generateRules } from '../rules/generateRules';
import { durationMs, recordRules, TimedRule } from '../rules/ruleFile';
import { Design, DesignSubject } from './Design';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A roll-up sums tiles that are at least so old. */
const ROLL_UP_LAG_MS = MINUTE_MS;

function ownRules({
  service,
  target,
  window,
  scrapeIntervalMs,
}: DesignSubject): TimedRule[] {
  return recordRules(
    generateRules({ name: service, target, window }, { scrapeIntervalMs }),
  );
}

function ruleOf(subject: DesignSubject, record: string): TimedRule {
  const rule = ownRules(subject).find(each => each.record === record);
  if (!rule) {
    throw new Error(`No rule records ${record}`);
  }
  return rule;
}

/** How long before its evaluation a tile ends, as the rule itself says. */
export function tileLagMs(subject: DesignSubject): number {
  const { expr } = ruleOf(subject, 'nthlayer:sli_total:delta1m');
  const [, offset] = /\[1m\] offset (\w+)/.exec(expr) ?? [];
  return durationMs(offset ?? '');
}

/** Where a window ends whose newest roll-up is that of an hour. */
export function windowEndMs(subject: DesignSubject, hourMs: number): number {
  return hourMs - ROLL_UP_LAG_MS - tileLagMs(subject);
}

/** The generated rules. */
export const nthlayer: Design = {
  title: 'NthLayer',
  rules: subject =>
    ownRules(subject).filter(
      ({ record }) => !/^nthlayer:slo_(error|budget)/.test(record),
    ),
  errorRatio: subject =>
    ruleOf(subject, `nthlayer:slo_error:ratio${subject.window}`).expr,
  // the hour's roll-up is recorded some minutes past the hour
  evaluatedAtMs: endMs => Math.ceil(endMs / HOUR_MS) * HOUR_MS + 5 * MINUTE_MS,
};
