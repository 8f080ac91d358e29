import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';

interface Claim {
  readonly entityRef: string;
  readonly file: string;
}

/**
 * What only one service may have: its entity ref, and in an environment the value of its service label. Keeps names
 * only, so that thousands of services fit.
 */
export class ServiceClaims {
  readonly #refs = new Map<string, string>();
  readonly #labels = new Map<string, Claim>();

  static create(): ServiceClaims {
    return new ServiceClaims();
  }

  private constructor() {}

  /** Findings on a service that claims what an earlier one has. */
  claim(spec: ServiceSpec, file: string): readonly Diagnostic[] {
    const { entityRef } = spec;
    const before = this.#refs.get(entityRef);
    if (before !== undefined) {
      return [duplicateEntity(entityRef, before)];
    }
    this.#refs.set(entityRef, file);
    for (const environment of spec.environments) {
      const key = JSON.stringify([spec.dataSource, environment, spec.service]);
      const rival = this.#labels.get(key);
      if (rival) {
        return [labelConflict(spec, environment, rival)];
      }
      this.#labels.set(key, { entityRef, file });
    }
    return [];
  }
}

function duplicateEntity(entityRef: string, before: string): Diagnostic {
  return {
    severity: 'error',
    code: 'service-described-twice',
    path: 'metadata.name',
    summary: `${entityRef} is also described in ${before}.`,
    detail: `Keep one of the two, or let the entity name its spec file with the annotation ${NTHLAYER_ANNOTATIONS.spec}.`,
  };
}

function labelConflict(
  spec: ServiceSpec,
  environment: string,
  rival: Claim,
): Diagnostic {
  const annotated = spec.provenance.service?.source === 'annotation';
  return {
    severity: 'error',
    code: 'service-label-conflict',
    path: annotated
      ? `metadata.annotations[${JSON.stringify(NTHLAYER_ANNOTATIONS.service)}]`
      : 'metadata.name',
    summary: `The service label ${JSON.stringify(spec.service)} of ${
      spec.entityRef
    } is also claimed by ${rival.entityRef} (${rival.file}).`,
    detail: `In ${environment} both would count the same series. Give each its own label with ${NTHLAYER_ANNOTATIONS.service}.`,
  };
}
