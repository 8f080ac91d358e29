import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { SPEC_FILE_TOPICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { resolve } from 'node:path';
import { Clock } from '../clock';
import { MINUTE_MS } from '../durations';
import { SpecFileLocation } from './SpecFileLocation';

/** A catalog that was started meanwhile is told within this time. */
const AGAIN_MS = 10 * MINUTE_MS;
const BATCH = 100;

/** What telling of files takes. */
export interface SpecFileKeysOptions {
  readonly clock: Clock;
  readonly events: Pick<EventsService, 'publish'>;
  readonly logger: LoggerService;
}

interface Told {
  readonly keys: string;
  readonly atMs: number;
}

/** Tells the catalog which files specs ask for, as it calls them, so that their entities are refreshed with them. */
export class SpecFileKeys {
  readonly #options: SpecFileKeysOptions;
  readonly #told = new Map<string, Told>();
  readonly #waiting = new Map<string, readonly string[]>();

  static create(options: SpecFileKeysOptions): SpecFileKeys {
    return new SpecFileKeys(options);
  }

  private constructor(options: SpecFileKeysOptions) {
    this.#options = options;
  }

  add(entityRef: string, files: readonly SpecFileLocation[]): void {
    const keys = files.map(keyOf);
    const told = this.#told.get(entityRef);
    const isNew = told === undefined || told.keys !== JSON.stringify(keys);
    if (told === undefined && keys.length === 0) {
      return;
    }
    if (isNew || this.#options.clock.now() - told.atMs >= AGAIN_MS) {
      this.#waiting.set(entityRef, keys);
    }
  }

  /** Tells what is new. */
  async tell(): Promise<void> {
    const { clock, events, logger } = this.#options;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    try {
      for (let at = 0; at < waiting.length; at += BATCH) {
        const keys = waiting.slice(at, at + BATCH);
        await events.publish({
          topic: SPEC_FILE_TOPICS.found,
          eventPayload: { keys },
        });
        for (const [entityRef, own] of keys) {
          const told = { keys: JSON.stringify(own), atMs: clock.now() };
          this.#told.set(entityRef, told);
        }
      }
    } catch (error) {
      logger.warn(
        'Could not tell the catalog of the files of specs; it is tried again',
        error instanceof Error ? error : new Error(String(error)),
      );
    }
  }
}

/** As the catalog itself writes keys of files that descriptors include. */
function keyOf(location: SpecFileLocation): string {
  return location.kind === 'remote'
    ? `url:${location.url}`
    : `file:${resolve(location.folder, location.path)}`;
}
