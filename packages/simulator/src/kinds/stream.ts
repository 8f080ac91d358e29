import { ServiceKind } from './ServiceKind';

/** Services that process a stream of messages; a route is a topic. */
export const stream: ServiceKind = {
  events: {
    family: 'stream_messages_processed_total',
    metric: 'stream_messages_processed_total',
    type: 'counter',
    help: 'Messages processed.',
  },
  durations: {
    metric: 'message_processing_duration_seconds',
    help: 'Time to process a message in seconds.',
  },
  routeLabels: ({ route }) => ({ topic: route }),
  outcomeLabel: 'status',
  isFailure: status => status === 'error',
  plain: { route: { route: 'events' }, good: 'ok', bad: 'error' },
};
