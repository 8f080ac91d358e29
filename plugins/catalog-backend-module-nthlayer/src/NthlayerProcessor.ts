import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  LocationSpec,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  checkEntity,
  defaultGenerationSettings,
  SpecContext,
  specContextOf,
} from '@nthlayer/engine';
import { BesideKeys } from './BesideKeys';
import { ProcessedEntities } from './ProcessedEntities';
import { specFileKey } from './specFileKey';
import { withFindings } from './withFindings';

/** What the processor works with. */
export interface NthlayerProcessorOptions {
  readonly besideKeys: BesideKeys;
  readonly defaultTier: Tier | undefined;
  readonly integrations: Pick<ScmIntegrations, 'resolveUrl'>;
  readonly processed: Pick<ProcessedEntities, 'add'>;
}

/**
 * Tells what is wrong with annotations of ours, in the status of the entity: an entity with a mistyped tier is an entity
 * all the same. It reads nothing but the entity, since processors are run for all entities again and again.
 */
export class NthlayerProcessor implements CatalogProcessor {
  readonly #context: SpecContext;
  readonly #options: NthlayerProcessorOptions;

  static create(options: NthlayerProcessorOptions): NthlayerProcessor {
    return new NthlayerProcessor(options);
  }

  private constructor(options: NthlayerProcessorOptions) {
    const { defaultTier } = options;
    this.#context = specContextOf({
      ...defaultGenerationSettings,
      ...(defaultTier && { defaultTier }),
    });
    this.#options = options;
  }

  getProcessorName(): string {
    return 'NthlayerProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const { besideKeys, integrations, processed } = this.#options;
    const key = specFileKey(entity, location, integrations);
    if (key !== undefined) {
      const entityRef = stringifyEntityRef(entity);
      for (const each of [key, ...besideKeys.of(entityRef)]) {
        emit(processingResult.refresh(each));
      }
      processed.add(entityRef);
    }
    return withFindings(entity, checkEntity(entity, this.#context));
  }
}
