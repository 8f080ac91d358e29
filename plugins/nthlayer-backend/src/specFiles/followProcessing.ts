import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { SPEC_FILE_TOPICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SpecFileStore } from './SpecFileStore';

/** More than the catalog processes in a moment. */
const MOST_REFS = 10_000;

/** Has the spec files of entities looked at again when the catalog has processed the entities, as after a refresh. */
export async function followProcessing({
  events,
  logger,
  specFiles,
}: {
  readonly events: Pick<EventsService, 'subscribe'>;
  readonly logger: LoggerService;
  readonly specFiles: Pick<SpecFileStore, 'markDue'>;
}): Promise<void> {
  await events.subscribe({
    id: 'nthlayer-spec-files',
    topics: [SPEC_FILE_TOPICS.processed],
    async onEvent({ eventPayload }) {
      try {
        await specFiles.markDue(refsIn(eventPayload));
      } catch (error) {
        logger.warn(
          'Could not note that entities were processed; their spec files are looked at when they are due',
          error instanceof Error ? error : new Error(String(error)),
        );
      }
    },
  });
}

function refsIn(payload: unknown): readonly string[] {
  const refs =
    typeof payload === 'object' && payload !== null && 'entityRefs' in payload
      ? payload.entityRefs
      : undefined;
  return Array.isArray(refs)
    ? refs
        .filter((ref): ref is string => typeof ref === 'string')
        .slice(0, MOST_REFS)
    : [];
}
