import { ServiceTechnology } from './serviceTechnology';

/** Services that process a stream of messages. */
export const stream: ServiceTechnology = {
  type: 'stream',
  noun: 'messages',
  candidates: [
    {
      id: 'stream-messages',
      events: {
        metric: 'stream_messages_processed_total',
        failed: { label: 'status', op: '=', value: 'error' },
      },
      latency: {
        bucket: 'message_processing_duration_seconds_bucket',
        count: 'message_processing_duration_seconds_count',
        unitMs: 1000,
      },
    },
    {
      id: 'events',
      events: {
        metric: 'events_processed_total',
        failed: { label: 'status', op: '=', value: 'error' },
      },
      latency: {
        bucket: 'event_processing_duration_seconds_bucket',
        count: 'event_processing_duration_seconds_count',
        unitMs: 1000,
      },
    },
  ],
};
