import { ServiceTechnology } from './serviceTechnology';

/**
 * Services that call models. Without latency: the convention's buckets (10 ms · 2ⁿ) have no bound at any of our
 * thresholds, so the share of fast answers could not be counted exactly.
 */
export const ai: ServiceTechnology = {
  type: 'ai',
  noun: 'model operations',
  candidates: [
    {
      // OpenTelemetry's generative-AI convention, client side; `error_type` is only set on failures.
      id: 'opentelemetry-client',
      events: {
        metric: 'gen_ai_client_operation_duration_seconds_count',
        failed: { label: 'error_type', op: '!=', value: '' },
      },
    },
    {
      id: 'opentelemetry-server',
      events: {
        metric: 'gen_ai_server_request_duration_seconds_count',
        failed: { label: 'error_type', op: '!=', value: '' },
      },
    },
  ],
};
