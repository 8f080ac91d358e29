import { Diagnostic, Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { assembleSpec } from './assembleSpec';
import { Neighbours } from './neighbours';
import { Annotations } from './readAnnotations';
import { readCatalogFacts } from './readCatalogFacts';
import { readDataSource, readOverlaySources } from './readDataSource';
import { readDependencies } from './readDependencies';
import { readEnvironments } from './readEnvironments';
import { Identity } from './readIdentity';
import { Reading } from './reading';
import { readOverlays } from './readOverlays';
import { readOwnSlos } from './readOwnSlos';
import { readOwner } from './readOwner';
import { readRelation } from './readRelations';
import { readServiceLabel } from './readServiceLabel';
import { readSignals } from './readSignals';
import { readSlos } from './readSlos';
import { readSpecExclusions } from './readSpecExclusions';
import { readType } from './readType';
import { SpecContext, SpecResult } from './specContext';
import { SpecFields } from './specFile/specFields';

/** A service that is to have a stack: all the layers that say something of it. */
export interface Service {
  readonly entity: unknown;
  readonly identity: Identity;
  readonly annotations: Annotations;
  readonly file?: SpecFields;
  readonly tier: Reading<Tier>;
  readonly found: readonly Diagnostic[];
}

/** Reads what the layers say, and puts the spec together from it. */
export function readService(
  { entity, identity, annotations, file, tier, found: before }: Service,
  context: SpecContext,
  neighbours?: Neighbours,
): SpecResult {
  const type = readType(entity, annotations, file);
  const signals = readSignals(type);
  const service = readServiceLabel(identity, annotations, file);
  const dataSource = readDataSource(annotations, file, context);
  const sources = readOverlaySources(file, context);
  const environments =
    dataSource.value &&
    readEnvironments(annotations, file, dataSource.value, context, sources);
  const owner = readOwner(entity, file, identity.namespace);
  const system = readRelation(entity, 'system', identity.namespace);
  const dependencies = readDependencies(
    entity,
    identity.namespace,
    file,
    neighbours,
  );
  const facts = readCatalogFacts(entity, system.value, neighbours);
  const all = [
    type,
    signals,
    service,
    dataSource,
    environments,
    ...sources.values(),
    owner,
    system,
    dependencies,
    facts,
  ];
  const diagnostics = [
    ...before,
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
  const names = [identity.name, service.value];
  const own = readOwnSlos(names, file, context);
  const slos = readSlos({ own, signals, tier, service }, file, context);
  const overlays = readOverlays(
    {
      ...{ own, signals, tier, service, slos, sources },
      environments: environments.value,
    },
    file,
    context,
  );
  const found = unique([
    ...diagnostics,
    ...own.diagnostics,
    ...slos.diagnostics,
    ...overlays.diagnostics,
  ]);
  const kept = environments.value.filter(
    name => !overlays.broken.includes(name),
  );
  if (kept.length === 0) {
    return { kind: 'none', reason: 'failed', diagnostics: found };
  }
  const exclusions = readSpecExclusions(file, kept, slos.slos);
  const spec = assembleSpec(
    identity,
    {
      signals,
      tier,
      service,
      dataSource,
      environments: { ...environments, value: kept },
      owner,
      system,
      dependencies,
      facts,
      slos,
      overlays: overlays.value,
      exclusions: exclusions.value,
    },
    file,
  );
  return {
    kind: 'spec',
    spec,
    diagnostics: [...found, ...exclusions.diagnostics],
  };
}

function hasValue<T>(reading: Reading<T>): reading is Reading<NonNullable<T>> {
  return reading.value !== undefined;
}

/** Environments share most of their findings. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map(diagnostics.map(each => [JSON.stringify(each), each]));
  return [...seen.values()];
}
