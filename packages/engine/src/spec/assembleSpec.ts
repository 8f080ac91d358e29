import {
  Provenance,
  ServiceSpec,
  Tier,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { defaultSlos } from './defaultSlos';
import { Identity } from './readIdentity';
import { Reading } from './reading';
import { Signals } from './readSignals';
import { DataSourceInfo, SpecContext } from './specContext';
import { defaultTiers } from './tiers';

/** All that was read of an entity, once nothing of it is missing. */
export interface SpecReadings {
  readonly signals: Reading<Signals>;
  readonly tier: Reading<Tier>;
  readonly service: Reading<string>;
  readonly dataSource: Reading<DataSourceInfo>;
  readonly environments: Reading<readonly string[]>;
  readonly owner: Reading<string | undefined>;
  readonly system: Reading<string | undefined>;
}

/** Puts a spec together from its readings and the defaults of its tier and type. */
export function assembleSpec(
  identity: Identity,
  readings: SpecReadings,
  context: SpecContext,
): ServiceSpec {
  const { signals, tier, service, owner, system } = readings;
  const { slos, provenance } = defaultSlos({
    ...signals.value,
    objectives: (context.tiers ?? defaultTiers)[tier.value],
    objectivesProvenance: {
      source: context.tiers ? 'config' : 'default',
      from: `tier ${tier.value}`,
    },
    serviceLabel: context.serviceLabel,
    service: service.value,
  });
  return {
    entityRef: identity.entityRef,
    name: identity.name,
    ...(identity.title !== undefined && { title: identity.title }),
    service: service.value,
    type: signals.value.type,
    tier: tier.value,
    ...(owner.value !== undefined && { owner: owner.value }),
    ...(system.value !== undefined && { system: system.value }),
    dataSource: readings.dataSource.value.name,
    environments: readings.environments.value,
    slos,
    provenance: { ...provenanceOf(identity, readings), ...provenance },
  };
}

function provenanceOf(
  identity: Identity,
  readings: SpecReadings,
): Readonly<Record<string, Provenance>> {
  const entity = (from: string): Provenance => ({ source: 'entity', from });
  const { owner, system } = readings;
  return {
    entityRef: entity('kind, metadata.namespace, metadata.name'),
    name: entity('metadata.name'),
    ...(identity.title !== undefined && { title: entity('metadata.title') }),
    service: readings.service.provenance,
    type: readings.signals.provenance,
    tier: readings.tier.provenance,
    ...(owner.value !== undefined && { owner: owner.provenance }),
    ...(system.value !== undefined && { system: system.provenance }),
    dataSource: readings.dataSource.provenance,
    environments: readings.environments.provenance,
  };
}
