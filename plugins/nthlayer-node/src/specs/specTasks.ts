import { Entity } from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  checkFiles,
  CheckFilesOptions,
  neededFiles,
  readServiceSpec,
  SourceFile,
  SpecContext,
  SpecFile,
  SpecResult,
} from '@nthlayer/engine';
import { AskedNeighbours, KnownNeighbours } from './AskedNeighbours';

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

/** All that is done with specs on another thread. Plain values go in and come out. */
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

  async check({
    files,
    ...options
  }: CheckFilesOptions & {
    readonly files: readonly SourceFile[];
  }): Promise<CheckedFiles> {
    const { services, diagnostics } = await checkFiles(files, options);
    return {
      services: services.map(({ spec: { entityRef }, file }) => ({
        entityRef,
        file,
      })),
      diagnostics,
    };
  },
};

export type SpecTasks = typeof specTasks;
export type SpecTask = keyof SpecTasks;
