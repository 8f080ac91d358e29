import {
  ValidationDto,
  ValidationRequestDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SpecReader } from '@nthlayer/backstage-plugin-nthlayer-node';
import {
  defaultGenerationSettings,
  GenerationSettings,
  SpecContext,
  specContextOf,
} from '@nthlayer/engine';
import { NthlayerConfig } from '../config/NthlayerConfig';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { countDiagnostics } from '../views/countDiagnostics';

/** Most services of one request whose files are made for the findings. */
const MOST_SERVICES = 50;

/** Checks files that a caller sends. It reads, fetches and stores nothing. */
export class FileValidator {
  readonly #context: SpecContext;
  readonly #settings: GenerationSettings;
  readonly #specs: SpecReader;

  static create(options: {
    config: NthlayerConfig;
    sources: DataSourceRegistry;
    specs: SpecReader;
  }): FileValidator {
    return new FileValidator(options);
  }

  private constructor({
    config,
    sources,
    specs,
  }: {
    config: NthlayerConfig;
    sources: DataSourceRegistry;
    specs: SpecReader;
  }) {
    this.#specs = specs;
    const { serviceLabel, defaultTier, tiers } = config;
    const dataSources = sources.list();
    const environments = new Set(
      dataSources.flatMap(source => source.environments),
    );
    this.#settings = {
      ...defaultGenerationSettings,
      ...(environments.size > 0 && { environments: [...environments] }),
      serviceLabel,
      ...(defaultTier && { defaultTier }),
    };
    const { offline, ...context } = specContextOf(this.#settings);
    this.#context = {
      ...context,
      ...(tiers && { tiers }),
      // where nothing is set up yet, specs can be written all the same
      ...(dataSources.length === 0
        ? { offline }
        : {
            dataSources: dataSources.map(source => ({
              name: source.name,
              default: source.default,
              environments: source.environments,
            })),
          }),
    };
  }

  async validate({
    files,
    profile: openSloProfile,
  }: ValidationRequestDto): Promise<ValidationDto> {
    const { services, diagnostics } = await this.#specs.checkFiles(files, {
      context: { ...this.#context, openSloProfile },
      settings: this.#settings,
      most: MOST_SERVICES,
    });
    return {
      services: [...services],
      diagnostics: [...diagnostics],
      counts: countDiagnostics(diagnostics),
    };
  }
}
