import { ServiceKind } from './ServiceKind';

/** Servers that answer requests over HTTP, as Prometheus' client libraries are used for them. */
export const api: ServiceKind = {
  events: {
    family: 'http_requests_total',
    metric: 'http_requests_total',
    type: 'counter',
    help: 'Requests served.',
  },
  durations: {
    metric: 'http_request_duration_seconds',
    help: 'Duration of requests in seconds.',
  },
  routeLabels: ({ method = 'GET', route }) => ({ method, route }),
  outcomeLabel: 'status',
  isFailure: status => /^5..$/.test(status),
  plain: { route: { method: 'GET', route: '/' }, good: '200', bad: '500' },
};
