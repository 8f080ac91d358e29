import { Design, DesignSubject } from './Design';
import { TimedRule } from '../rules/ruleFile';

const MINUTE_MS = 60_000;

/** Windows that Sloth records, all of them from raw series. */
export const SLOTH_WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];

const NAME = 'slo:sli_error:ratio_rate';

function labelsOf({ service }: DesignSubject, window: string) {
  return {
    sloth_id: `${service}-availability`,
    sloth_service: service,
    sloth_slo: 'availability',
    sloth_window: window,
  };
}

/** Share of failed requests by `rate` over a window. */
export function slothRatio({ service }: DesignSubject, window: string): string {
  const of = (matchers: string) =>
    `(sum(rate(http_requests_total{${matchers}}[${window}])))`;
  const failed = of(`service="${service}",status=~"5.."`);
  return `${failed} / ${of(`service="${service}"`)}`;
}

/** One of the rules that look at raw series. */
export function slothRule(subject: DesignSubject, window: string): TimedRule {
  return {
    record: `${NAME}${window}`,
    expr: slothRatio(subject, window),
    labels: labelsOf(subject, window),
    intervalMs: MINUTE_MS,
  };
}

/** Sloth's default: the mean of the ratios of five minutes, whatever traffic each of them had. */
export const sloth: Design = {
  title: 'Sloth-shaped',
  rules: subject => [slothRule(subject, '5m')],
  errorRatio: subject => {
    const { service } = subject;
    const id = `sloth_id="${service}-availability",sloth_service="${service}",sloth_slo="availability"`;
    const recorded = `${NAME}5m{${id}}[${subject.window}]`;
    return `sum_over_time(${recorded}) / ignoring (sloth_window) count_over_time(${recorded})`;
  },
  evaluatedAtMs: endMs => endMs,
};
