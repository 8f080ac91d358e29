import { Entity } from '@backstage/catalog-model';
import {
  Diagnostic,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  Generator,
  Neighbours,
  SpecContext,
  canonicalJson,
  environmentsToLookFor,
  assembleStack,
  sha256,
  specIn,
  engineVersion,
} from '@nthlayer/engine';
import { SpecReader } from '@nthlayer/backstage-plugin-nthlayer-node';
import { NthlayerConfig } from '../config/NthlayerConfig';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { CompiledService, CompiledStack } from '../services/ServiceStore';
import { KnownSpecFile } from '../specFiles/SpecFileStore';
import { neighboursOf } from './neighboursOf';
import { EntityReading, readWithSpecFile } from './readWithSpecFile';
import { retentionFindings } from './retentionFindings';

/** What a compiler works with. */
export interface ServiceCompilerOptions {
  readonly config: NthlayerConfig;
  readonly sources: DataSourceRegistry;
  readonly specs: SpecReader;
  readonly generators: readonly Generator[];
}

/** Turns entities into services with a stack for every environment. */
export class ServiceCompiler {
  readonly #options: ServiceCompilerOptions;
  readonly #context: SpecContext;
  readonly #fingerprint: string;

  static create(options: ServiceCompilerOptions): ServiceCompiler {
    return new ServiceCompiler(options);
  }

  private constructor(options: ServiceCompilerOptions) {
    const { config, sources, generators } = options;
    this.#options = options;
    this.#context = {
      dataSources: sources.list().map(source => ({
        name: source.name,
        default: source.default,
        environments: source.environments,
      })),
      serviceLabel: config.serviceLabel,
      ...(config.defaultTier && { defaultTier: config.defaultTier }),
      ...(config.tiers && { tiers: config.tiers }),
    };
    this.#fingerprint = canonicalJson({
      context: this.#context,
      engineVersion,
      sources: sources.list().map(({ source }) => ({
        scrapeIntervalMs: source.scrapeIntervalMs,
        simulated: source.simulated,
      })),
      generators: generators.map(generator => generator.id),
    });
  }

  /**
   * Of everything that decides what an entity compiles to; `specFile` is the fingerprint of its spec file, `neighbours`
   * what other entities say of it.
   */
  hash(entity: Entity, specFile?: string, neighbours?: Neighbours): string {
    const { kind, metadata, spec, relations } = entity;
    const { uid, etag, ...described } = metadata;
    return sha256(
      this.#fingerprint +
        canonicalJson({
          kind,
          metadata: described,
          spec,
          relations,
          specFile,
          ...neighboursOf(entity, neighbours),
        }),
    );
  }

  /** Environments that an entity's spec may have files of. */
  environmentsOf(entity: Entity): readonly string[] {
    return environmentsToLookFor(this.#context, entity);
  }

  read(
    entity: Entity,
    specFile?: KnownSpecFile,
    neighbours?: Neighbours,
  ): Promise<EntityReading> {
    const { specs } = this.#options;
    return readWithSpecFile(specs, entity, this.#context, specFile, neighbours);
  }

  /** Compiles a spec for each of its environments; new SLIs are read from the newest tile at `nowMs` on. */
  async compile(
    spec: ServiceSpec,
    diagnostics: readonly Diagnostic[],
    options: { entityHash: string; nowMs: number },
  ): Promise<CompiledService> {
    const stacks: CompiledStack[] = [];
    for (const environment of spec.environments) {
      const each = { environment, diagnostics, ...options };
      stacks.push(...(await this.#compileStack(spec, each)));
    }
    return { spec, entityHash: options.entityHash, stacks };
  }

  async #compileStack(
    spec: ServiceSpec,
    options: {
      environment: string;
      diagnostics: readonly Diagnostic[];
      nowMs: number;
    },
  ): Promise<CompiledStack[]> {
    const { sources, specs, generators, config } = this.#options;
    const { dataSource } = specIn(spec, options.environment);
    const configured =
      dataSource === undefined ? undefined : sources.get(dataSource);
    if (!configured) {
      return [];
    }
    const { name, environments, source } = configured;
    const target = {
      environment: options.environment,
      dataSource: {
        name,
        default: configured.default,
        environments,
        scrapeIntervalMs: source.scrapeIntervalMs,
      },
      serviceLabel: config.serviceLabel,
      diagnostics: options.diagnostics,
    };
    const made = await specs.runGenerators(spec, generators, target);
    const stack = assembleStack(spec, made, target);
    const originMs = sources.newestTileEnd(name, options.nowMs);
    const { simulated } = source;
    const unkept = retentionFindings(spec, stack.slos, config.retention);
    const told = {
      ...stack,
      diagnostics: [...stack.diagnostics, ...unkept],
    };
    return [{ stack: told, dataSource: name, simulated, originMs }];
  }
}
