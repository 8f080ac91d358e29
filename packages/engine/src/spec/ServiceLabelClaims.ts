import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { annotationPath } from './diagnostics';
import { specIn } from './specIn';
import { specPosition } from './specPosition';

/** Thousands of entities may be left with the same value; nobody needs to be told of more. */
const MOST_RIVALS = 100;

/**
 * Who claims which service label value. All are added first, so that each of two is told.
 *
 * @public
 */
export class ServiceLabelClaims {
  readonly #claims = new Map<string, Set<string>>();

  static create(): ServiceLabelClaims {
    return new ServiceLabelClaims();
  }

  private constructor() {}

  add(spec: ServiceSpec): void {
    for (const environment of spec.environments) {
      const key = claimKey(spec, environment);
      const refs = this.#claims.get(key) ?? new Set();
      this.#claims.set(key, refs.add(spec.entityRef));
    }
  }

  /** What is wrong with the label value of an entity; `undefined` when nobody else claims it. */
  conflictOf(spec: ServiceSpec): Diagnostic | undefined {
    const contested = spec.environments.filter(
      environment => this.#othersIn(spec, environment).length > 0,
    );
    return contested.length > 0
      ? conflictIn(spec, contested, this.rivalsOf(spec).length)
      : undefined;
  }

  /** Entity refs of others that claim the same, at most 100. */
  rivalsOf(spec: ServiceSpec): readonly string[] {
    const rivals = new Set(
      spec.environments.flatMap(each => this.#othersIn(spec, each)),
    );
    return [...rivals].slice(0, MOST_RIVALS);
  }

  #othersIn(spec: ServiceSpec, environment: string): readonly string[] {
    const others: string[] = [];
    for (const ref of this.#claims.get(claimKey(spec, environment)) ?? []) {
      if (others.length === MOST_RIVALS) {
        break;
      }
      if (ref !== spec.entityRef) {
        others.push(ref);
      }
    }
    return others;
  }
}

function claimKey(spec: ServiceSpec, environment: string): string {
  const { dataSource, service } = specIn(spec, environment);
  return JSON.stringify([dataSource, environment, service]);
}

function conflictIn(
  spec: ServiceSpec,
  environments: readonly string[],
  rivals: number,
): Diagnostic {
  const position = specPosition(spec, 'service');
  return {
    severity: 'error',
    code: 'service-label-conflict',
    path: pathOf(spec),
    summary: `The service label "${
      spec.service
    }" is also claimed by ${othersText(rivals)}.`,
    detail: `In ${environments.join(
      ', ',
    )} the figures of these entities are those of the same series. Give each its own label with ${
      NTHLAYER_ANNOTATIONS.service
    }.`,
    ...(position && { position }),
  };
}

/** Not which: the reader may not be allowed to see them. */
function othersText(rivals: number): string {
  switch (rivals) {
    case 1:
      return 'another entity';
    case MOST_RIVALS:
      return `${MOST_RIVALS} other entities or more`;
    default:
      return `${rivals} other entities`;
  }
}

function pathOf({ provenance }: ServiceSpec): string {
  const { service } = provenance;
  if (service?.source === 'annotation') {
    return annotationPath(NTHLAYER_ANNOTATIONS.service);
  }
  return service?.path ?? 'metadata.name';
}
