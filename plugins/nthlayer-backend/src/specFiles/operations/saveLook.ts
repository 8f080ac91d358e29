import { SpecFile } from '@nthlayer/engine';
import { Knex } from 'knex';
import { SpecFileRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { SpecFileLook } from '../SpecFileStore';

/** Replaces what was found before, but not the last good version. */
export async function saveLook(
  knex: Knex,
  look: SpecFileLook,
  fence: Lease | undefined,
): Promise<void> {
  const { file } = look;
  await fenced(knex, fence, tx =>
    tx<SpecFileRow>('spec_files')
      .insert({
        entity_ref: look.entityRef,
        source: look.source,
        path: file.path,
        fingerprint: look.fingerprint,
        text: 'text' in file ? file.text : null,
        problem: 'problem' in file ? JSON.stringify(file.problem) : null,
        etag: look.etag ?? null,
        looked_at_ms: look.lookedAtMs,
        good_path: null,
        good_text: null,
        beside: besideOf(file),
        good_beside: null,
      })
      .onConflict('entity_ref')
      .merge([
        'source',
        'path',
        'fingerprint',
        'text',
        'problem',
        'etag',
        'looked_at_ms',
        'beside',
      ]),
  );
}

function besideOf(file: SpecFile): string | null {
  return 'text' in file && file.beside ? JSON.stringify(file.beside) : null;
}
