import {
  Diagnostic,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { describedTwice } from './serviceFindings';
import { findServiceLabelConflicts, specIn } from '../spec';

/**
 * A service, and the file that describes it.
 *
 * @public
 */
export interface ServiceClaim {
  readonly file: string;
  readonly spec: ServiceSpec;
}

/**
 * What only one service may have: its entity ref, and in an environment the value of its service label. All services
 * are added first, so that both of two are told.
 *
 * @public
 */
export class ServiceClaims {
  /** Without what they measure, so that thousands of services fit. */
  readonly #claims = new Map<string, ServiceClaim>();
  #conflicts: ReadonlyMap<string, readonly Diagnostic[]> | undefined;
  readonly #met = new Set<string>();

  static create(): ServiceClaims {
    return new ServiceClaims();
  }

  private constructor() {}

  add({ spec, file }: ServiceClaim): void {
    if (!this.#claims.has(spec.entityRef)) {
      this.#claims.set(spec.entityRef, { file, spec: claimOf(spec) });
    }
  }

  /** Findings on a service, once all are added; the second description of a service is refused. */
  findingsOn({
    spec: { entityRef },
    file,
  }: ServiceClaim): readonly Diagnostic[] {
    this.#conflicts ??= findServiceLabelConflicts(
      [...this.#claims.values()].map(({ spec }) => spec),
    );
    if (this.#met.has(entityRef)) {
      const before = this.#claims.get(entityRef)?.file ?? '';
      return [describedTwice(entityRef, { before, file })];
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
