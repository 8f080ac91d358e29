import {
  Diagnostic,
  Matcher,
  NTHLAYER_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SelectorAbsence } from '../ports';
import { countersOf } from '../sli/sliCounters';
import { quote } from '../spec/diagnostics';
import { technologyOf } from '../technologies';
import { findingOn, LintRule, LintSubject } from './lintSubject';
import { partAbsence } from './partAbsence';
import { listed, matcherText, nearest } from './selectorText';

const UNKNOWN = 'Nothing is counted, and the budget stays unknown.';

/** The series that an SLI counts exist; where they do not, what does. */
export const seriesExist: LintRule = subject => {
  const { total, events } = subject.inspection;
  const counters = countersOf(subject.slo.sli);
  if (total.series === 0) {
    return total.absence
      ? [absent(subject, counters.total.selector.metric, total.absence)]
      : [];
  }
  if (events.series !== 0 || !events.absence) {
    return [];
  }
  const { metric } = counters.events.selector;
  const { absence } = events;
  return absence.reason === 'metric' || absence.reason === 'label'
    ? [absent(subject, metric, absence)]
    : partAbsence(subject, metric, absence);
};

/** Nothing is counted at all. */
function absent(
  subject: LintSubject,
  metric: string,
  absence: SelectorAbsence,
): Diagnostic {
  switch (absence.reason) {
    case 'metric':
      return noMetric(subject, metric, absence.metrics);
    case 'label':
      return noLabel(subject, metric, absence);
    case 'value':
      return noValue(subject, metric, absence);
    default:
      return gone(subject, metric);
  }
}

function gone(subject: LintSubject, metric: string): Diagnostic {
  return findingOn(subject, {
    severity: 'warning',
    code: 'series-gone',
    property: 'sli',
    summary: `The series of ${quote(
      metric,
    )} that it counts were there in the last day, but are not now.`,
    detail:
      'Nothing is counted at the moment. Look whether the service runs and is scraped.',
  });
}

function noMetric(
  subject: LintSubject,
  metric: string,
  metrics: readonly string[],
): Diagnostic {
  const other = otherSignals(subject, metric, metrics);
  const guess = other?.metric ?? nearest(metric, metrics);
  const as = other ? `, as ${other.library} names it` : '';
  return findingOn(subject, {
    severity: 'error',
    code: 'metric-missing',
    property: 'sli',
    summary: `There is no metric ${quote(metric)} in the last day.`,
    detail: `${UNKNOWN} ${
      guess === undefined
        ? 'Look at what the service exposes, and write'
        : `There is ${quote(guess)}${as}: write`
    } the SLO with the metric that is there, as an OpenSLO document.`,
  });
}

/** The signal of another library for the same, among metrics that there are. */
function otherSignals(
  { spec, slo }: LintSubject,
  metric: string,
  metrics: readonly string[],
): { readonly metric: string; readonly library: string } | undefined {
  for (const { id, events, latency } of technologyOf(spec.type).candidates) {
    const same = slo.sli.kind === 'latency' ? latency?.count : events.metric;
    if (same !== undefined && same !== metric && metrics.includes(same)) {
      return { metric: same, library: id };
    }
  }
  return undefined;
}

/** Labels that libraries tell failed events by. */
function outcomeLabels({ spec }: LintSubject): readonly string[] {
  const { candidates } = technologyOf(spec.type);
  return [
    ...candidates.map(({ events }) => events.failed.label),
    ...['code', 'status', 'status_code', 'outcome', 'result'],
  ];
}

function noLabel(
  subject: LintSubject,
  metric: string,
  absence: Extract<SelectorAbsence, { reason: 'label' }>,
): Diagnostic {
  const { matcher, labels, holders } = absence;
  const { label } = matcher;
  const isService = label === subject.context.serviceLabel;
  const likely = isService
    ? holders[0]
    : outcomeLabels(subject).find(each => labels.includes(each));
  const guess = likely ?? nearest(label, labels);
  return findingOn(subject, {
    severity: 'error',
    code: 'label-missing',
    property: 'sli',
    summary: `The series of ${quote(metric)} have no label ${quote(label)}.`,
    detail: [
      `So ${matcherText(matcher)} chooses nothing.`,
      ...(labels.length > 0 ? [`They have ${listed(labels)}.`] : []),
      labelFix(matcher, { guess, isService, holders }),
    ].join(' '),
  });
}

function labelFix(
  { label, value }: Matcher,
  options: {
    readonly guess: string | undefined;
    readonly isService: boolean;
    readonly holders: readonly string[];
  },
): string {
  const { guess, isService, holders } = options;
  if (isService) {
    return guess === undefined
      ? `Add the label where the service is scraped, or set the service label to the one that tells services apart.`
      : `${
          holders.includes(guess)
            ? `${quote(guess)} has the value ${quote(value)}`
            : `${quote(guess)} is named alike`
        }: set the service label to it, or add the label ${quote(
          label,
        )} where the service is scraped.`;
  }
  return guess === undefined
    ? 'Write the SLO with a label that is there, as an OpenSLO document.'
    : `Did you mean ${quote(
        guess,
      )}? Write the SLO with it, as an OpenSLO document.`;
}

function noValue(
  subject: LintSubject,
  metric: string,
  absence: Extract<SelectorAbsence, { reason: 'value' }>,
): Diagnostic {
  const { matcher, values, metrics } = absence;
  const isService = matcher.label === subject.context.serviceLabel;
  const other = otherSignals(subject, metric, metrics);
  if (isService && other && !metrics.includes(metric)) {
    return otherLibrary(subject, metric, other);
  }
  const guess = nearest(matcher.value, values);
  const hint =
    guess === undefined
      ? `There is ${listed(values)}.`
      : `Did you mean ${quote(guess)}?`;
  return findingOn(subject, {
    severity: 'error',
    code: 'label-value-missing',
    property: 'sli',
    summary: `No series of ${quote(metric)} has ${matcherText(matcher)}.`,
    detail: `${UNKNOWN} ${hint} ${
      isService
        ? `Set the annotation ${NTHLAYER_ANNOTATIONS.service}, or service in the spec file, to the value that its series have.`
        : 'Select a value that is there.'
    }`,
  });
}

/** Other services have the metric; this one is measured by another. */
function otherLibrary(
  subject: LintSubject,
  metric: string,
  other: { readonly metric: string; readonly library: string },
): Diagnostic {
  return findingOn(subject, {
    severity: 'error',
    code: 'metric-missing',
    property: 'sli',
    summary: `The service has no ${quote(metric)}.`,
    detail: `${UNKNOWN} It has ${quote(other.metric)}, as ${
      other.library
    } names it: write the SLO with that metric, as an OpenSLO document.`,
  });
}
