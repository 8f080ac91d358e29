import {
  EnvironmentOverlay,
  Provenance,
  ServiceSpec,
  Slo,
  SpecExclusion,
  Tier,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { CatalogFacts } from './readCatalogFacts';
import { ChosenDataSource } from './readDataSource';
import { DependenciesReading } from './readDependencies';
import { Identity } from './readIdentity';
import { Reading } from './reading';
import { Signals } from './readSignals';
import { SpecFields } from './specFile/specFields';

/** The SLOs of a service, and where their values came from, by path. */
export interface SlosReading {
  readonly slos: readonly Slo[];
  readonly provenance: Readonly<Record<string, Provenance>>;
}

/** All that was read of a service, once nothing of it is missing. */
export interface SpecReadings {
  readonly signals: Reading<Signals>;
  readonly tier: Reading<Tier>;
  readonly service: Reading<string>;
  readonly dataSource: Reading<ChosenDataSource>;
  readonly environments: Reading<readonly string[]>;
  readonly owner: Reading<string | undefined>;
  readonly system: Reading<string | undefined>;
  readonly dependencies: DependenciesReading;
  readonly facts: CatalogFacts;
  readonly slos: SlosReading;
  readonly overlays: Readonly<Record<string, EnvironmentOverlay>>;
  readonly exclusions: readonly SpecExclusion[];
}

/** Puts a spec together from its readings. */
export function assembleSpec(
  identity: Identity,
  readings: SpecReadings,
  file: SpecFields | undefined,
): ServiceSpec {
  const { signals, tier, service, owner, system, dependencies } = readings;
  const { name: dataSource } = readings.dataSource.value;
  return {
    entityRef: identity.entityRef,
    name: identity.name,
    ...(identity.title !== undefined && { title: identity.title }),
    service: service.value,
    type: signals.value.type,
    tier: tier.value,
    ...(owner.value !== undefined && { owner: owner.value }),
    ...(system.value !== undefined && { system: system.value }),
    ...readings.facts.value,
    ...(dataSource !== undefined && { dataSource }),
    environments: readings.environments.value,
    ...(Object.keys(readings.overlays).length > 0 && {
      overlays: readings.overlays,
    }),
    slos: readings.slos.slos,
    labels: Object.fromEntries(
      [...(file?.labels ?? [])].map(([name, { value }]) => [name, value]),
    ),
    dependencies: dependencies.value,
    ...(readings.exclusions.length > 0 && {
      exclusions: readings.exclusions,
    }),
    ...(file?.paging && { paging: file.paging.value }),
    ...(file?.gate && { gate: file.gate.value }),
    ...(file?.runbook && { runbook: file.runbook.value }),
    ...(file && { specFile: file.path }),
    provenance: {
      ...provenanceOf(identity, readings, file),
      ...readings.slos.provenance,
    },
  };
}

function provenanceOf(
  identity: Identity,
  readings: SpecReadings,
  file: SpecFields | undefined,
): Readonly<Record<string, Provenance>> {
  const entity = (from: string): Provenance => ({ source: 'entity', from });
  const { owner, system, dataSource, dependencies } = readings;
  return {
    entityRef: identity.reference,
    name: identity.provenance,
    ...(identity.title !== undefined && { title: entity('metadata.title') }),
    service: readings.service.provenance,
    type: readings.signals.provenance,
    tier: readings.tier.provenance,
    ...(owner.value !== undefined && { owner: owner.provenance }),
    ...(system.value !== undefined && { system: system.provenance }),
    ...readings.facts.provenance,
    ...(dataSource.value.name !== undefined && {
      dataSource: dataSource.provenance,
    }),
    environments: readings.environments.provenance,
    ...Object.fromEntries(
      [...(file?.labels ?? [])].map(([name, { at }]) => [
        `labels.${name}`,
        at.provenance(),
      ]),
    ),
    ...sectionProvenance(file),
    ...Object.fromEntries(
      [...dependencies.provenance].map(([name, source]) => [
        `dependencies.${name}`,
        source,
      ]),
    ),
  };
}

function sectionProvenance(
  file: SpecFields | undefined,
): Readonly<Record<string, Provenance>> {
  const { exclusions = [], paging, gate, runbook } = file ?? {};
  const sections = { paging, gate, runbook };
  return Object.fromEntries([
    ...exclusions.map(
      ({ at }, index) => [`exclusions.${index}`, at.provenance()] as const,
    ),
    ...Object.entries(sections).flatMap(([name, found]) =>
      found ? [[name, found.at.provenance()] as const] : [],
    ),
  ]);
}
