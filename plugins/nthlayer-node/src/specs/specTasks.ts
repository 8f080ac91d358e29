import { setImmediate } from 'node:timers/promises';
import { Entity } from '@backstage/catalog-model';
import {
  Diagnostic,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  builtInGenerators,
  checkFiles,
  CheckFilesOptions,
  GeneratedAssets,
  GenerateStackOptions,
  neededFiles,
  placeInCatalogFile,
  readServiceSpec,
  ruleOutputs,
  runGenerators,
  SourceFile,
  SpecContext,
  SpecFile,
  SpecResult,
} from '@nthlayer/engine';
import { AskedNeighbours, KnownNeighbours } from './AskedNeighbours';

/** Generators that are known on the other thread, too. */
export const ENGINE_GENERATORS = [...builtInGenerators, ...ruleOutputs];

/** An entity with its spec file. */
export interface EntityToRead {
  readonly entity: Entity;
  readonly context: SpecContext;
  readonly file?: SpecFile;
  readonly known: KnownNeighbours;
}

/**
 * What is wrong with a set of files, and which services they describe.
 *
 * @public
 */
export interface CheckedFiles {
  readonly services: readonly {
    readonly entityRef: string;
    /** The file that describes it. */
    readonly file: string;
  }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Findings on an entity, with its catalog file. */
export interface FindingsToPlace {
  readonly file: SourceFile;
  readonly entityRef: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A spec, and the ids of the engine's generators that are to be run on it. */
export interface SpecToGenerate {
  readonly spec: ServiceSpec;
  readonly generators: readonly string[];
  readonly options: GenerateStackOptions;
}

/** All that is done with specs on another thread. */
export const specTasks = {
  read({ entity, context, file, known }: EntityToRead): {
    readonly result: SpecResult;
    readonly asked: readonly string[];
  } {
    const neighbours = AskedNeighbours.of(known);
    const result = readServiceSpec(entity, context, file, neighbours);
    return { result, asked: neighbours.asked() };
  },

  neededFiles,

  place({
    file,
    entityRef,
    diagnostics,
  }: FindingsToPlace): readonly Diagnostic[] {
    return placeInCatalogFile(file, entityRef, diagnostics);
  },

  async check({
    files,
    ...options
  }: Omit<CheckFilesOptions, 'pause'> & {
    readonly files: readonly SourceFile[];
  }): Promise<CheckedFiles> {
    const { services, diagnostics } = await checkFiles(files, {
      ...options,
      pause: setImmediate,
    });
    return {
      services: services.map(({ spec: { entityRef }, file }) => ({
        entityRef,
        file,
      })),
      diagnostics,
    };
  },

  generate({
    spec,
    generators,
    options,
  }: SpecToGenerate): readonly GeneratedAssets[] {
    return runGenerators(
      spec,
      generators.flatMap(
        id => ENGINE_GENERATORS.find(each => each.id === id) ?? [],
      ),
      options,
    );
  },
};
