import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../spec/documents';
import { checkUnusedSlis } from './read/checkUnusedSlis';
import { indexObjects } from './objectIndex';
import { findingsOn } from './references';
import { OpenSloProfile } from './schema';

/** What is wrong with documents that belong together, whatever they are used for. */
export function checkOpenSlo(
  documents: readonly SourceDocument[],
  profile: OpenSloProfile = 'lenient',
): readonly Diagnostic[] {
  const index = indexObjects(documents, profile);
  return [
    ...index.diagnostics,
    ...[...index.entries, ...index.again].flatMap(entry =>
      findingsOn(entry, index),
    ),
    ...checkUnusedSlis(index),
  ];
}
