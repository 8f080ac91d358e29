import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { SPEC_FILE_TOPICS } from '@nthlayer/backstage-plugin-nthlayer-common';

const DELAY_MS = 1000;

/** What telling of processed entities takes. */
export interface ProcessedEntitiesOptions {
  readonly events: Pick<EventsService, 'publish'>;
  readonly logger: LoggerService;
  /** How long entities are collected, milliseconds. */
  readonly delayMs?: number;
}

/** Tells the backend which entities were processed, so that their spec files are looked at again; many in one event. */
export class ProcessedEntities {
  readonly #options: ProcessedEntitiesOptions;
  #waiting = new Set<string>();

  static create(options: ProcessedEntitiesOptions): ProcessedEntities {
    return new ProcessedEntities(options);
  }

  private constructor(options: ProcessedEntitiesOptions) {
    this.#options = options;
  }

  add(entityRef: string): void {
    if (this.#waiting.size === 0) {
      const { delayMs = DELAY_MS } = this.#options;
      setTimeout(() => this.#tell(), delayMs).unref();
    }
    this.#waiting.add(entityRef);
  }

  #tell(): void {
    const { events, logger } = this.#options;
    const entityRefs = [...this.#waiting];
    this.#waiting = new Set();
    events
      .publish({
        topic: SPEC_FILE_TOPICS.processed,
        eventPayload: { entityRefs },
      })
      .catch((error: unknown) =>
        logger.warn(
          'Could not tell of processed entities; their spec files are looked at when they are due',
          error instanceof Error ? error : new Error(String(error)),
        ),
      );
  }
}
