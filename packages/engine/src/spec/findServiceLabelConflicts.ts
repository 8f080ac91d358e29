import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { annotationPath } from './diagnostics';
import { specIn } from './specIn';
import { specPosition } from './specPosition';

/**
 * Findings on entities that claim the same service label value in one environment and data source, by entity ref.
 * Their figures are the sum of both, so each is told.
 *
 * @public
 */
export function findServiceLabelConflicts(
  specs: readonly ServiceSpec[],
): ReadonlyMap<string, Diagnostic[]> {
  const claims = claimsOf(specs);
  const conflicts = new Map<string, Diagnostic[]>();
  for (const spec of specs) {
    const rivals = new Set<string>();
    const contested = spec.environments.filter(environment => {
      const others = [...(claims.get(claimKey(spec, environment)) ?? [])];
      const foreign = others.filter(ref => ref !== spec.entityRef);
      foreign.forEach(ref => rivals.add(ref));
      return foreign.length > 0;
    });
    if (rivals.size > 0) {
      conflicts.set(spec.entityRef, [conflict(spec, contested, rivals)]);
    }
  }
  return conflicts;
}

function claimsOf(
  specs: readonly ServiceSpec[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const claims = new Map<string, Set<string>>();
  for (const spec of specs) {
    for (const environment of spec.environments) {
      const key = claimKey(spec, environment);
      const refs = claims.get(key) ?? new Set();
      claims.set(key, refs.add(spec.entityRef));
    }
  }
  return claims;
}

function claimKey(spec: ServiceSpec, environment: string): string {
  const { dataSource, service } = specIn(spec, environment);
  return JSON.stringify([dataSource, environment, service]);
}

function conflict(
  spec: ServiceSpec,
  environments: readonly string[],
  rivals: ReadonlySet<string>,
): Diagnostic {
  // not which: the reader may not be allowed to see them
  const others =
    rivals.size === 1 ? 'another entity' : `${rivals.size} other entities`;
  const position = specPosition(spec, 'service');
  return {
    severity: 'error',
    code: 'service-label-conflict',
    path: pathOf(spec),
    summary: `The service label "${spec.service}" is also claimed by ${others}.`,
    detail: `In ${environments.join(
      ', ',
    )} the figures of these entities are those of the same series. Give each its own label with ${
      NTHLAYER_ANNOTATIONS.service
    }.`,
    ...(position && { position }),
  };
}

function pathOf({ provenance }: ServiceSpec): string {
  const { service } = provenance;
  if (service?.source === 'annotation') {
    return annotationPath(NTHLAYER_ANNOTATIONS.service);
  }
  const written = service?.source === 'spec-file';
  return written && service.from !== provenance.name?.from
    ? 'spec.service'
    : 'metadata.name';
}
