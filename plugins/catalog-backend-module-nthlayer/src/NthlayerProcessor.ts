import { Entity } from '@backstage/catalog-model';
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
import { specFileKey } from './specFileKey';
import { withFindings } from './withFindings';

/** What the processor works with. */
export interface NthlayerProcessorOptions {
  readonly defaultTier: Tier | undefined;
  readonly integrations: Pick<ScmIntegrations, 'resolveUrl'>;
}

/**
 * Tells what is wrong with annotations of ours, in the status of the entity: an entity with a mistyped tier is an entity
 * all the same. It reads nothing but the entity, since processors are run for all entities again and again.
 */
export class NthlayerProcessor implements CatalogProcessor {
  readonly #context: SpecContext;
  readonly #integrations: Pick<ScmIntegrations, 'resolveUrl'>;

  static create(options: NthlayerProcessorOptions): NthlayerProcessor {
    return new NthlayerProcessor(options);
  }

  private constructor({ defaultTier, integrations }: NthlayerProcessorOptions) {
    this.#context = specContextOf({
      ...defaultGenerationSettings,
      ...(defaultTier && { defaultTier }),
    });
    this.#integrations = integrations;
  }

  getProcessorName(): string {
    return 'NthlayerProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const key = specFileKey(entity, location, this.#integrations);
    if (key !== undefined) {
      emit(processingResult.refresh(key));
    }
    return withFindings(entity, checkEntity(entity, this.#context));
  }
}
