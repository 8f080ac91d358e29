import { Entity } from '@backstage/catalog-model';
import { Diagnostic, Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { assembleSpec } from './assembleSpec';
import { Annotations, readAnnotations } from './readAnnotations';
import { readDataSource } from './readDataSource';
import { readEnabled } from './readEnabled';
import { readEnvironments } from './readEnvironments';
import { Identity, readIdentity } from './readIdentity';
import { fieldsOf, Reading } from './reading';
import { readRelation } from './readRelations';
import { readServiceLabel } from './readServiceLabel';
import { readSignals } from './readSignals';
import { readTier } from './readTier';
import { readType } from './readType';
import { SpecContext, SpecResult } from './specContext';

/**
 * What an entity says about its reliability, every default filled in. Only Components have a stack.
 * Never throws: what cannot be used is a finding.
 *
 * @public
 */
export function readServiceSpec(
  entity: Entity,
  context: SpecContext,
): SpecResult {
  const { kind } = fieldsOf(entity);
  if (typeof kind !== 'string' || kind.toLowerCase() !== 'component') {
    return { kind: 'none', reason: 'unsupported-type', diagnostics: [] };
  }
  const annotations = readAnnotations(entity);
  const enabled = readEnabled(annotations);
  const found = [...annotations.diagnostics, ...enabled.diagnostics];
  if (!enabled.value) {
    return { kind: 'none', reason: 'disabled', diagnostics: found };
  }
  const tier = readTier(annotations, context);
  found.push(...tier.diagnostics);
  if (!hasValue(tier)) {
    return { kind: 'none', reason: 'no-annotation', diagnostics: found };
  }
  const { identity, diagnostics } = readIdentity(entity);
  found.push(...diagnostics);
  return identity === undefined
    ? { kind: 'none', reason: 'failed', diagnostics: found }
    : readComponent({ entity, identity, annotations, tier, found }, context);
}

interface Component {
  readonly entity: Entity;
  readonly identity: Identity;
  readonly annotations: Annotations;
  readonly tier: Reading<Tier>;
  readonly found: readonly Diagnostic[];
}

function readComponent(
  { entity, identity, annotations, tier, found }: Component,
  context: SpecContext,
): SpecResult {
  const type = readType(entity, annotations);
  const signals = readSignals(type);
  const service = readServiceLabel(identity.name, annotations);
  const dataSource = readDataSource(annotations, context);
  const environments =
    dataSource.value && readEnvironments(annotations, dataSource.value);
  const owner = readRelation(entity, 'owner', identity.namespace);
  const system = readRelation(entity, 'system', identity.namespace);
  const all = [type, signals, service, dataSource, environments, owner, system];
  const diagnostics = [
    ...found,
    ...all.flatMap(reading => reading?.diagnostics ?? []),
  ];
  if (!hasValue(signals)) {
    return { kind: 'none', reason: 'unsupported-type', diagnostics };
  }
  if (!hasValue(service)) {
    return { kind: 'none', reason: 'failed', diagnostics };
  }
  if (!hasValue(dataSource) || environments === undefined) {
    return { kind: 'none', reason: 'no-data-source', diagnostics };
  }
  if (environments.value.length === 0) {
    return { kind: 'none', reason: 'failed', diagnostics };
  }
  const spec = assembleSpec(
    identity,
    { signals, tier, service, dataSource, environments, owner, system },
    context,
  );
  return { kind: 'spec', spec, diagnostics };
}

function hasValue<T>(reading: Reading<T>): reading is Reading<NonNullable<T>> {
  return reading.value !== undefined;
}
