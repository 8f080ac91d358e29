import { Design, DesignSubject } from './Design';

const MINUTE_MS = 60_000;

function failedOfAll(of: (matchers: string) => string, service: string) {
  const failed = of(`service="${service}",status=~"5.."`);
  return `${failed} / ${of(`service="${service}"`)}`;
}

/** Pyrra's default: the increase of every raw series over the whole window. */
export const pyrra: Design = {
  title: 'Pyrra-shaped',
  rules: () => [],
  errorRatio: ({ service, window }) =>
    failedOfAll(
      matchers => `sum(increase(http_requests_total{${matchers}}[${window}]))`,
      service,
    ),
  evaluatedAtMs: endMs => endMs,
};

/** Pyrra with `performanceOverAccuracy`: increases over five minutes are recorded and summed up. */
export const pyrraPerformance: Design = {
  title: 'Pyrra-shaped, performance mode',
  rules: ({ service }: DesignSubject) => [
    {
      record: 'http_requests:increase5m',
      expr: `sum by (status) (increase(http_requests_total{service="${service}"}[5m]))`,
      labels: { service, slo: `${service}-availability` },
      intervalMs: MINUTE_MS,
    },
  ],
  errorRatio: ({ service, window }) =>
    failedOfAll(
      matchers =>
        `sum(sum_over_time(http_requests:increase5m{${matchers}}[${window}:5m]))`,
      service,
    ),
  evaluatedAtMs: endMs => endMs,
};
