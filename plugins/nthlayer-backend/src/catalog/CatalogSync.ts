import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { findServiceLabelConflicts } from '@nthlayer/engine';
import { setImmediate } from 'node:timers/promises';
import { Clock } from '../clock';
import { ServiceStore } from '../services/ServiceStore';
import { ServiceCompiler } from './ServiceCompiler';

const PAGE = 200;
const FIELDS = ['kind', 'metadata', 'spec', 'relations'];

/** What a sync works with. */
export interface CatalogSyncOptions {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly clock: Clock;
  readonly compiler: ServiceCompiler;
  readonly logger: LoggerService;
  readonly services: ServiceStore;
}

/** What a sync did. */
export interface SyncOutcome {
  /** Services in the catalog. */
  readonly services: number;
  readonly compiled: number;
  readonly deleted: number;
  /** SLI revisions that have to be back-filled. */
  readonly slisAdded: number;
}

interface Progress {
  /** Hashes of what is stored and has not been met yet. */
  readonly unseen: Map<string, string>;
  services: number;
  compiled: number;
  slisAdded: number;
}

/** Follows the catalog: compiles components that changed and marks those that are gone. */
export class CatalogSync {
  readonly #options: CatalogSyncOptions;
  // After a start everything is compiled once, since the program may be a newer one; equal stacks are not rewritten.
  #compiledAll = false;

  static create(options: CatalogSyncOptions): CatalogSync {
    return new CatalogSync(options);
  }

  private constructor(options: CatalogSyncOptions) {
    this.#options = options;
  }

  /** Throws when the catalog cannot be read to its end; then nothing is taken for deleted. */
  async run(signal: AbortSignal): Promise<SyncOutcome> {
    const { services, clock } = this.#options;
    const unseen = await services.listHashes();
    const progress: Progress = {
      unseen,
      services: 0,
      compiled: 0,
      slisAdded: 0,
    };
    for await (const entities of await this.#streamComponents()) {
      signal.throwIfAborted();
      for (const entity of entities) {
        await this.#syncSafely(entity, progress);
      }
    }
    const gone = [...progress.unseen.keys()];
    await services.deleteServices(gone, clock.now());
    if (progress.compiled > 0 || gone.length > 0) {
      const specs = await services.listSpecs();
      await services.saveConflicts(findServiceLabelConflicts(specs));
    }
    this.#compiledAll = true;
    const { services: found, compiled, slisAdded } = progress;
    return { services: found, compiled, slisAdded, deleted: gone.length };
  }

  async #streamComponents(): Promise<AsyncIterable<Entity[]>> {
    const { auth, catalog } = this.#options;
    return catalog.streamEntities(
      { filter: { kind: 'Component' }, fields: FIELDS, pageSize: PAGE },
      { credentials: await auth.getOwnServiceCredentials() },
    );
  }

  async #syncSafely(entity: Entity, progress: Progress): Promise<void> {
    let entityRef: string | undefined;
    try {
      entityRef = stringifyEntityRef(entity);
      await this.#sync(entity, entityRef, progress);
    } catch (error) {
      if (entityRef !== undefined) {
        progress.unseen.delete(entityRef);
      }
      this.#options.logger.error(
        `Could not compile ${
          entityRef ?? 'an entity without a name'
        }; what there was stays in force`,
        error instanceof Error ? error : new Error(String(error)),
      );
    }
  }

  async #sync(
    entity: Entity,
    entityRef: string,
    progress: Progress,
  ): Promise<void> {
    const storedHash = progress.unseen.get(entityRef);
    const entityHash = this.#options.compiler.hash(entity);
    if (this.#compiledAll && storedHash === entityHash) {
      progress.unseen.delete(entityRef);
      progress.services += 1;
      return;
    }
    await this.#compile(entity, { entityRef, entityHash }, progress);
    await setImmediate();
  }

  async #compile(
    entity: Entity,
    { entityRef, entityHash }: { entityRef: string; entityHash: string },
    progress: Progress,
  ): Promise<void> {
    const { clock, compiler, services } = this.#options;
    const result = compiler.read(entity);
    if (result.kind === 'none') {
      return;
    }
    progress.unseen.delete(entityRef);
    progress.services += 1;
    const nowMs = clock.now();
    const saved = await services.saveService(
      compiler.compile(result.spec, result.diagnostics, { entityHash, nowMs }),
      nowMs,
    );
    progress.compiled += 1;
    progress.slisAdded += saved.slisAdded;
  }
}
