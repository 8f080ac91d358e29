import {
  Diagnostic,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { describedTwice } from './serviceFindings';
import { ServiceLabelClaims, specPlace } from '../spec';

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
  readonly #files = new Map<string, string>();
  readonly #labels = ServiceLabelClaims.create();
  readonly #met = new Set<string>();
  /** What spec files describe that no entity names. */
  readonly #alone = new Set<string>();

  static create(): ServiceClaims {
    return new ServiceClaims();
  }

  private constructor() {}

  add({ spec, file }: ServiceClaim): void {
    if (!this.#files.has(spec.entityRef)) {
      this.#files.set(spec.entityRef, file);
      this.#labels.add(spec);
      if (standsAlone(spec)) {
        this.#alone.add(spec.entityRef);
      }
    }
  }

  /** Findings on a service, once all are added; the second description of a service is refused. */
  findingsOn({ spec, file }: ServiceClaim): readonly Diagnostic[] {
    const { entityRef } = spec;
    if (this.#met.has(entityRef)) {
      const before = this.#files.get(entityRef) ?? '';
      const areSpecs = this.#alone.has(entityRef) && standsAlone(spec);
      const twice = describedTwice(entityRef, { before, file, areSpecs });
      return [{ ...twice, ...specPlace(spec, 'name') }];
    }
    this.#met.add(entityRef);
    const conflict = this.#labels.conflictOf(spec);
    return conflict
      ? [
          {
            ...conflict,
            detail: `${conflict.detail} Claimed by ${this.#rivalsOf(spec)}.`,
          },
        ]
      : [];
  }

  /** Who else claims the label, e.g. `component:default/till (till.yaml)`. */
  #rivalsOf(spec: ServiceSpec): string {
    return this.#labels
      .rivalsOf(spec)
      .map(ref => `${ref} (${this.#files.get(ref)})`)
      .join(', ');
  }
}

/** Whether a spec file describes a service, and no entity. */
function standsAlone({ provenance }: ServiceSpec): boolean {
  return provenance.entityRef?.source === 'spec-file';
}
