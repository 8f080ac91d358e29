import { Entity } from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  Neighbours,
  SourceFile,
  SpecContext,
  SpecFile,
  SpecResult,
} from '@nthlayer/engine';
import { SpecReader } from '@nthlayer/backstage-plugin-nthlayer-node';
import { KnownSpecFile } from '../specFiles/SpecFileStore';

/** What came of an entity and its spec file. */
export interface EntityReading {
  readonly result: SpecResult;
  /** The file as it was found, if it has no errors: from now on the last good version. */
  readonly good?: SourceFile;
}

/**
 * Reads an entity with its spec file. Where the file has errors or could not be read, its last good version stays in
 * force, beside what is wrong with the new one.
 */
export async function readWithSpecFile(
  specs: SpecReader,
  entity: Entity,
  context: SpecContext,
  known: KnownSpecFile | undefined,
  neighbours?: Neighbours,
): Promise<EntityReading> {
  const result = await specs.read(entity, context, known?.file, neighbours);
  if (!known) {
    return { result };
  }
  const { file, lastGood } = known;
  const errors = errorsOf(file, result);
  if (errors.length === 0 && 'text' in file) {
    return { result, good: file };
  }
  const previous =
    lastGood && (await specs.read(entity, context, lastGood, neighbours));
  return lastGood && previous?.kind === 'spec'
    ? { result: inForce(previous, lastGood, findingsOf(file, result)) }
    : { result };
}

function inForce(
  previous: Extract<SpecResult, { kind: 'spec' }>,
  lastGood: SourceFile,
  findings: readonly Diagnostic[],
): SpecResult {
  const others = previous.diagnostics.filter(
    diagnostic => !isOn(lastGood, diagnostic),
  );
  return {
    ...previous,
    diagnostics: [...findings, stays(lastGood), ...others],
  };
}

/** Findings on the file itself, as it was found. */
function findingsOf(
  file: SpecFile,
  { diagnostics }: SpecResult,
): readonly Diagnostic[] {
  return 'problem' in file
    ? [file.problem]
    : diagnostics.filter(diagnostic => isOn(file, diagnostic));
}

/** Whether a finding is on a file or on one that was read with it. */
function isOn({ path, beside }: SourceFile, { position }: Diagnostic): boolean {
  const file = position?.file;
  return (
    file === path || (beside?.files.some(each => each.path === file) ?? false)
  );
}

function errorsOf(file: SpecFile, result: SpecResult): readonly Diagnostic[] {
  return findingsOf(file, result).filter(
    ({ severity }) => severity === 'error',
  );
}

function stays({ path }: SourceFile): Diagnostic {
  return {
    severity: 'warning',
    code: 'spec-file-last-good',
    path: '',
    summary: `The last version of ${path} without errors stays in force.`,
    detail:
      'Nothing of the newer one is used until it can be read and has no errors.',
    position: { file: path, line: 1, column: 1 },
  };
}
