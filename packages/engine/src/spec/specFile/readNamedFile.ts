import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { annotationPath } from '../diagnostics';
import { SpecFile } from '../documents';
import { readSpecSource } from '../formats/readSpecSource';
import { chooseDocuments } from './chooseDocuments';
import { SpecFields } from './specFields';

/** What came of an entity's spec file. */
export interface NamedFile {
  readonly fields?: SpecFields;
  /** The entity names a file, so it wants a stack even if the file is of no use. */
  readonly wanted: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the part of a spec file that belongs to an entity. */
export function readNamedFile(
  file: SpecFile | undefined,
  entity: {
    /** What the entity's annotation says. */
    readonly named: string | undefined;
    /** The annotation that says it. */
    readonly key: string;
    /** Names by which documents may mean the entity. */
    readonly names: readonly string[];
  },
): NamedFile {
  if (file === undefined) {
    const wanted = entity.named !== undefined;
    return { wanted, diagnostics: wanted ? [notRead(entity.key)] : [] };
  }
  if ('problem' in file) {
    return { wanted: true, diagnostics: [file.problem] };
  }
  const { documents, diagnostics } = readSpecSource(file);
  const chosen = chooseDocuments(file.path, documents, entity.names);
  return {
    wanted: true,
    ...(chosen.fields && { fields: chosen.fields }),
    diagnostics: [
      ...diagnostics,
      ...(documents.length === 0 && diagnostics.length > 0
        ? []
        : chosen.diagnostics),
    ],
  };
}

function notRead(key: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'spec-file-not-read',
    path: annotationPath(key),
    summary: 'The spec file was not read.',
    detail:
      'What it says is missing: only annotations, the entity and the defaults of its tier are used.',
  };
}
