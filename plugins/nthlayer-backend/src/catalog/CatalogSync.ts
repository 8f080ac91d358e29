import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NeighbourCollector, Neighbours, specFileOf } from '@nthlayer/engine';
import { Clock } from '../clock';
import { throwIfLost } from '../leases/checkFence';
import { Lease } from '../leases/LeaseStore';
import { startPausing } from '../startPausing';
import { ServiceStore } from '../services/ServiceStore';
import { SpecFileStore } from '../specFiles/SpecFileStore';
import { SpecFileSync } from '../specFiles/SpecFileSync';
import { findConflicts } from './findConflicts';
import { ServiceCompiler } from './ServiceCompiler';

const PAGE = 200;
const FIELDS = ['kind', 'metadata', 'spec', 'relations'];
const NEIGHBOUR_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.tags',
  'spec.type',
  'spec.domain',
];

/** What a sync works with. */
export interface CatalogSyncOptions {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly clock: Clock;
  readonly compiler: ServiceCompiler;
  readonly logger: LoggerService;
  readonly services: ServiceStore;
  readonly specFiles: SpecFileStore;
  readonly specFileSync: SpecFileSync;
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

/** An entity as it is met. */
interface Met {
  readonly entity: Entity;
  readonly entityRef: string;
  readonly entityHash: string;
}

interface Progress {
  /** Hashes of what is stored and has not been met yet. */
  readonly unseen: Map<string, string>;
  readonly neighbours: Neighbours;
  readonly fence: Lease | undefined;
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
  async run(signal: AbortSignal, fence?: Lease): Promise<SyncOutcome> {
    const { services, specFileSync, clock } = this.#options;
    const unseen = await services.listHashes();
    const progress: Progress = {
      unseen,
      neighbours: await this.#readNeighbours(signal),
      fence,
      services: 0,
      compiled: 0,
      slisAdded: 0,
    };
    const files = await specFileSync.start(signal, fence);
    const pause = startPausing();
    for await (const entities of await this.#streamComponents()) {
      signal.throwIfAborted();
      const seen = await files.look(entities, (entity, fingerprint) =>
        this.#hasChanged(entity, fingerprint, progress),
      );
      for (const entity of entities) {
        await this.#syncSafely(entity, seen, progress);
        await pause();
      }
    }
    await files.finish();
    const gone = [...progress.unseen.keys()];
    await services.deleteServices(gone, clock.now(), fence);
    if (progress.compiled > 0 || gone.length > 0) {
      const specs = await services.listSpecs();
      await services.saveConflicts(await findConflicts(specs), fence);
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

  /** What Resources and Systems say of the services that are related to them. */
  async #readNeighbours(signal: AbortSignal): Promise<Neighbours> {
    const { auth, catalog } = this.#options;
    const neighbours = new NeighbourCollector();
    const stream = catalog.streamEntities(
      {
        filter: { kind: ['Resource', 'System'] },
        fields: NEIGHBOUR_FIELDS,
        pageSize: PAGE,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const entities of stream) {
      signal.throwIfAborted();
      entities.forEach(entity => neighbours.add(entity));
    }
    return neighbours;
  }

  /** What is not stored has nothing that could be out of date. */
  #hasChanged(
    entity: Entity,
    fingerprint: string,
    { unseen, neighbours }: Progress,
  ): boolean {
    const storedHash = unseen.get(stringifyEntityRef(entity));
    return (
      storedHash !== undefined &&
      storedHash !==
        this.#options.compiler.hash(entity, fingerprint, neighbours)
    );
  }

  async #syncSafely(
    entity: Entity,
    seen: ReadonlyMap<string, string>,
    progress: Progress,
  ): Promise<void> {
    let entityRef: string | undefined;
    try {
      entityRef = stringifyEntityRef(entity);
      const { compiler } = this.#options;
      const entityHash = compiler.hash(
        entity,
        seen.get(entityRef),
        progress.neighbours,
      );
      await this.#sync({ entity, entityRef, entityHash }, progress);
    } catch (error) {
      throwIfLost(error);
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

  async #sync(met: Met, progress: Progress): Promise<void> {
    const { entityRef, entityHash } = met;
    const storedHash = progress.unseen.get(entityRef);
    if (this.#compiledAll && storedHash === entityHash) {
      progress.unseen.delete(entityRef);
      progress.services += 1;
      return;
    }
    await this.#compile(met, progress);
  }

  async #compile(
    { entity, entityRef, entityHash }: Met,
    progress: Progress,
  ): Promise<void> {
    const { clock, compiler, services, specFiles } = this.#options;
    const known =
      specFileOf(entity) === undefined
        ? undefined
        : await specFiles.get(entityRef);
    const { result, good } = await compiler.read(
      entity,
      known,
      progress.neighbours,
    );
    if (good) {
      await specFiles.saveGood(entityRef, good, progress.fence);
    }
    if (result.kind === 'none') {
      return;
    }
    progress.unseen.delete(entityRef);
    progress.services += 1;
    const nowMs = clock.now();
    const compiled = await compiler.compile(result.spec, result.diagnostics, {
      entityHash,
      nowMs,
    });
    const { fence } = progress;
    const saved = await services.saveService(compiled, nowMs, fence);
    progress.compiled += 1;
    progress.slisAdded += saved.slisAdded;
  }
}
