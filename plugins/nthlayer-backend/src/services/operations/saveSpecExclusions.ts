import { Exclusion } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, sha256 } from '@nthlayer/engine';
import { Knex } from 'knex';
import { ExclusionRow } from '../../database/tables';
import { addExclusion } from '../../exclusions/operations/addExclusion';
import { SPEC_EXCLUSION } from '../../exclusions/specExclusions';
import { CompiledService } from '../ServiceStore';

const DIGITS = 20;

interface Wanted {
  readonly key: string;
  readonly environment: string;
  readonly slo: string | undefined;
  readonly exclusion: Exclusion;
}

/**
 * Puts the exclusions of a spec beside those that people have added, and ends those that it has no longer. One that stays
 * as it is keeps its row, so that it is known since when it has been in force.
 */
export async function saveSpecExclusions(
  tx: Knex.Transaction,
  service: CompiledService,
  nowMs: number,
): Promise<void> {
  const { entityRef } = service.spec;
  const rows = await tx<ExclusionRow>('exclusions')
    .where('entity_ref', entityRef)
    .where('id', 'like', `${SPEC_EXCLUSION}%`)
    .whereNull('removed_at_ms')
    .select('id');
  const wanted = new Map(wantedOf(service).map(each => [each.key, each]));
  const gone = rows.filter(({ id }) => !wanted.delete(keyOf(id)));
  if (gone.length > 0) {
    await tx<ExclusionRow>('exclusions')
      .whereIn(
        'id',
        gone.map(({ id }) => id),
      )
      .update({ removed_at_ms: nowMs, removed_by: 'spec file' });
  }
  for (const { key, environment, slo, exclusion } of wanted.values()) {
    await addExclusion(tx, {
      ...exclusion,
      id: `${key}-${nowMs.toString(36)}`,
      author: exclusion.author ?? 'spec file',
      entityRef,
      environment,
      ...(slo !== undefined && { slo }),
      createdAtMs: nowMs,
    });
  }
}

/** The key of a row; what follows it tells two of the same times apart. */
function keyOf(id: string): string {
  return id.slice(0, SPEC_EXCLUSION.length + DIGITS);
}

function wantedOf({ spec, stacks }: CompiledService): readonly Wanted[] {
  return stacks.flatMap(({ stack: { environment } }) =>
    (spec.exclusions ?? [])
      .filter(({ environments }) => environments?.includes(environment) ?? true)
      .flatMap(({ environments, slos = [undefined], ...exclusion }) =>
        slos.map(slo => ({
          key: keyFor(exclusion, [spec.entityRef, environment, slo]),
          ...{ environment, slo, exclusion },
        })),
      ),
  );
}

/** Where an exclusion stands in the file is no part of it. */
function keyFor(
  { author, ...exclusion }: Exclusion,
  place: readonly (string | undefined)[],
): string {
  const hash = sha256(canonicalJson([place, exclusion]));
  return `${SPEC_EXCLUSION}${hash.slice(0, DIGITS)}`;
}
