import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { findServiceLabelConflicts, specIn } from '@nthlayer/engine';
import { ServiceReading } from './ServiceReading';

interface Claim {
  readonly file: string;
  /** Without what it measures, so that thousands of services fit. */
  readonly spec: ServiceSpec;
}

/**
 * What only one service may have: its entity ref, and in an environment the value of its service label. All services
 * are added first, so that both of two are told.
 */
export class ServiceClaims {
  readonly #claims = new Map<string, Claim>();
  #conflicts: ReadonlyMap<string, readonly Diagnostic[]> | undefined;
  readonly #met = new Set<string>();

  static create(): ServiceClaims {
    return new ServiceClaims();
  }

  private constructor() {}

  add({ result, file }: ServiceReading): void {
    if (result.kind === 'spec' && !this.#claims.has(result.spec.entityRef)) {
      const spec = claimOf(result.spec);
      this.#claims.set(spec.entityRef, { file, spec });
    }
  }

  /** Findings on a service, once all are added; the second description of a service is refused. */
  findingsOn({ entityRef }: ServiceSpec): readonly Diagnostic[] {
    this.#conflicts ??= findServiceLabelConflicts(
      [...this.#claims.values()].map(({ spec }) => spec),
    );
    if (this.#met.has(entityRef)) {
      const before = this.#claims.get(entityRef)?.file ?? '';
      return [describedTwice(entityRef, before)];
    }
    this.#met.add(entityRef);
    const conflicts = this.#conflicts.get(entityRef) ?? [];
    return conflicts.map(conflict => ({
      ...conflict,
      detail: `${conflict.detail} Claimed by ${this.#rivalsOf(entityRef)}.`,
    }));
  }

  /** Who else claims the label, e.g. `component:default/till (till.yaml)`. */
  #rivalsOf(entityRef: string): string {
    const own = this.#claims.get(entityRef)?.spec;
    return [...(this.#conflicts?.keys() ?? [])]
      .flatMap(ref => this.#claims.get(ref) ?? [])
      .filter(
        ({ spec }) =>
          spec.entityRef !== entityRef &&
          own !== undefined &&
          spec.environments.some(each => isContested(each, spec, own)),
      )
      .map(({ spec, file }) => `${spec.entityRef} (${file})`)
      .join(', ');
  }
}

function isContested(
  environment: string,
  one: ServiceSpec,
  other: ServiceSpec,
): boolean {
  const here = specIn(one, environment);
  const there = specIn(other, environment);
  return (
    other.environments.includes(environment) &&
    here.service === there.service &&
    here.dataSource === there.dataSource
  );
}

function claimOf(spec: ServiceSpec): ServiceSpec {
  const { entityRef, name, service } = spec.provenance;
  const overlays = Object.entries(spec.overlays ?? {}).map(
    ([environment, { slos, ...overlay }]) => [environment, overlay] as const,
  );
  return {
    ...spec,
    ...(overlays.length > 0 && { overlays: Object.fromEntries(overlays) }),
    slos: [],
    dependencies: [],
    labels: {},
    provenance: { entityRef, name, service },
  };
}

function describedTwice(entityRef: string, before: string): Diagnostic {
  return {
    severity: 'error',
    code: 'service-described-twice',
    path: 'metadata.name',
    summary: `${entityRef} is also described in ${before}.`,
    detail: `Keep one of the two, or let the entity name its spec file with the annotation ${NTHLAYER_ANNOTATIONS.spec}.`,
  };
}
