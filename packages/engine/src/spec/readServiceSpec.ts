import { Entity } from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from './diagnostics';
import { Neighbours } from './neighbours';
import { readAnnotations } from './readAnnotations';
import { readEnabled } from './readEnabled';
import { readIdentity } from './readIdentity';
import { readService } from './readService';
import { fieldsOf } from './reading';
import { readTier } from './readTier';
import { SpecContext, SpecResult } from './specContext';
import { SpecFile } from './documents';
import { isObject } from './specFile/readFields';
import { readNamedFile } from './specFile/readNamedFile';
import { namedFileOf } from './specFileOf';
import { toldOnce } from './toldOnce';

/**
 * What an entity says about its reliability, refined by its spec file and with every default filled in. What an
 * annotation says goes before the spec file, then the entity, the configuration and the defaults. Only Components
 * have a stack. What other entities say of it, as far as they are known, is in `neighbours`. Never throws: what cannot be used is a finding.
 *
 * @public
 */
export function readServiceSpec(
  entity: Entity,
  context: SpecContext,
  specFile?: SpecFile,
  neighbours?: Neighbours,
): SpecResult {
  const result = readEntity(entity, context, specFile, neighbours);
  return { ...result, diagnostics: toldOnce(result.diagnostics) };
}

function readEntity(
  entity: Entity,
  context: SpecContext,
  specFile: SpecFile | undefined,
  neighbours: Neighbours | undefined,
): SpecResult {
  const { kind } = fieldsOf(entity);
  if (typeof kind !== 'string' || kind.toLowerCase() !== 'component') {
    return { kind: 'none', reason: 'unsupported-type', diagnostics: [] };
  }
  const annotations = readAnnotations(entity);
  const enabled = readEnabled(annotations);
  const found = [
    ...checkShape(entity),
    ...annotations.diagnostics,
    ...enabled.diagnostics,
  ];
  if (!enabled.value) {
    return { kind: 'none', reason: 'disabled', diagnostics: found };
  }
  const { identity, diagnostics } = readIdentity(entity);
  const file = readNamedFile(specFile, {
    ...namedFileOf(entity),
    names: identity === undefined ? [] : [identity.name],
  });
  const tier = readTier(annotations, file.fields, context);
  found.push(...file.diagnostics, ...tier.diagnostics);
  if (tier.value === undefined) {
    const reason = file.wanted ? 'failed' : 'no-annotation';
    return { kind: 'none', reason, diagnostics: found };
  }
  found.push(...diagnostics);
  return identity === undefined
    ? { kind: 'none', reason: 'failed', diagnostics: found }
    : readService(
        {
          entity,
          identity,
          annotations,
          file: file.fields,
          tier: { ...tier, value: tier.value },
          found,
        },
        context,
        neighbours,
      );
}

/** Findings on parts of an entity that should have fields and have none: all that they say is not read. */
function checkShape(entity: Entity): readonly Diagnostic[] {
  const { metadata, spec } = fieldsOf(entity);
  const { annotations } = fieldsOf(metadata);
  return Object.entries({ metadata, 'metadata.annotations': annotations, spec })
    .filter(([, value]) => (value ?? undefined) !== undefined)
    .filter(([, value]) => !isObject(value))
    .map(([path, value]) => ({
      severity: 'error',
      code: 'invalid-entity',
      path,
      summary: `${quote(value)} is not an object.`,
      detail: 'Nothing of it is read. Write names, each with a value.',
    }));
}
