import { ServiceTechnology } from './serviceTechnology';

/** Servers that answer requests over HTTP. A 5xx is the server's failure; a 4xx is the caller's. */
export const api: ServiceTechnology = {
  type: 'api',
  noun: 'requests',
  candidates: [
    {
      // Prometheus client libraries, as their documentation names it.
      id: 'prometheus',
      events: {
        metric: 'http_requests_total',
        failed: { label: 'status', op: '=~', value: '5..' },
      },
      latency: {
        bucket: 'http_request_duration_seconds_bucket',
        count: 'http_request_duration_seconds_count',
        unitMs: 1000,
      },
    },
    {
      // Micrometer (Spring Boot), with percentile histograms switched on.
      id: 'micrometer',
      events: {
        metric: 'http_server_requests_seconds_count',
        failed: { label: 'status', op: '=~', value: '5..' },
      },
      latency: {
        bucket: 'http_server_requests_seconds_bucket',
        count: 'http_server_requests_seconds_count',
        unitMs: 1000,
      },
    },
    {
      // OpenTelemetry's stable HTTP convention, through a collector or Prometheus' OTLP receiver.
      id: 'opentelemetry',
      events: {
        metric: 'http_server_request_duration_seconds_count',
        failed: { label: 'http_response_status_code', op: '=~', value: '5..' },
      },
      latency: {
        bucket: 'http_server_request_duration_seconds_bucket',
        count: 'http_server_request_duration_seconds_count',
        unitMs: 1000,
      },
    },
    {
      // The same convention from OpenTelemetry JS' own exporter, which adds no unit to the name.
      id: 'opentelemetry-js',
      events: {
        metric: 'http_server_request_duration_count',
        failed: { label: 'http_response_status_code', op: '=~', value: '5..' },
      },
      latency: {
        bucket: 'http_server_request_duration_bucket',
        count: 'http_server_request_duration_count',
        unitMs: 1000,
      },
    },
    {
      // OpenTelemetry's HTTP convention before it was stable, in milliseconds.
      id: 'opentelemetry-old',
      events: {
        metric: 'http_server_duration_milliseconds_count',
        failed: { label: 'http_status_code', op: '=~', value: '5..' },
      },
      latency: {
        bucket: 'http_server_duration_milliseconds_bucket',
        count: 'http_server_duration_milliseconds_count',
        unitMs: 1,
      },
    },
  ],
};
