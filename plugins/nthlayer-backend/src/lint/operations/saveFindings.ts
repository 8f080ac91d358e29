import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { LintFindingsRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { LintTarget } from '../LintStore';

/** Replaces the findings on a service in an environment. */
export async function saveFindings(
  knex: Knex,
  { entityRef, environment, revision }: LintTarget,
  found: {
    diagnostics: readonly Diagnostic[];
    nowMs: number;
    fence: Lease | undefined;
  },
): Promise<void> {
  await fenced(knex, found.fence, tx =>
    tx<LintFindingsRow>('lint_findings')
      .insert({
        entity_ref: entityRef,
        environment,
        revision,
        diagnostics: JSON.stringify(found.diagnostics),
        linted_at_ms: found.nowMs,
      })
      .onConflict(['entity_ref', 'environment'])
      .merge(),
  );
}
