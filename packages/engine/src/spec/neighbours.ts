import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { entityRefOf } from './entityRef';
import { fieldsOf } from './reading';
import { KNOWN_TECHNOLOGIES } from './specFile/technologies';

/**
 * What other entities say that a service is told by.
 *
 * @public
 */
export interface Neighbours {
  /** What Resources run on, by entity ref, with the field that says it. */
  readonly technologies: ReadonlyMap<
    string,
    { readonly technology: string; readonly from: string }
  >;
  /** Entity refs of the domains of Systems, by entity ref. */
  readonly domains: ReadonlyMap<string, string>;
}

/** Other words for technologies in the types and tags of Resources. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['postgres', 'postgresql'],
  ['pg', 'postgresql'],
  ['aurora', 'mysql'],
  ['mariadb', 'mysql'],
  ['mongo', 'mongodb'],
  ['elastic', 'elasticsearch'],
  ['rabbit', 'rabbitmq'],
  ['valkey', 'redis'],
  ['bucket', 's3'],
]);

/**
 * Collects what services have to know of Resources and Systems; other entities are passed over.
 *
 * @public
 */
export class NeighbourCollector implements Neighbours {
  readonly technologies = new Map<
    string,
    { readonly technology: string; readonly from: string }
  >();
  readonly domains = new Map<string, string>();

  add(entity: Entity): void {
    const ref = refOf(entity);
    if (ref?.startsWith('resource:')) {
      this.#addResource(ref, entity);
    } else if (ref?.startsWith('system:')) {
      this.#addSystem(ref, entity);
    }
  }

  #addResource(ref: string, entity: Entity): void {
    const { type } = fieldsOf(fieldsOf(entity).spec);
    const { tags } = fieldsOf(fieldsOf(entity).metadata);
    const words = [
      [type, 'spec.type'],
      ...(Array.isArray(tags) ? tags : []).map(tag => [tag, 'metadata.tags']),
    ];
    for (const [word, field] of words) {
      const technology =
        typeof word === 'string' ? technologyIn(word) : undefined;
      if (technology !== undefined) {
        this.technologies.set(ref, { technology, from: `${ref} ${field}` });
        return;
      }
    }
  }

  #addSystem(ref: string, entity: Entity): void {
    const { domain } = fieldsOf(fieldsOf(entity).spec);
    const { namespace } = parseEntityRef(ref);
    const named = entityRefOf(domain, {
      defaultKind: 'domain',
      defaultNamespace: namespace,
    });
    if (named !== undefined) {
      this.domains.set(ref, named.ref);
    }
  }
}

/** The technology that a type or a tag names, alone or as its first word: `postgresql`, `s3-bucket`, `kafka-topic`. */
function technologyIn(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  const [first] = word.split(/[-_ /]/);
  return [word, first]
    .map(each => ALIASES.get(each) ?? each)
    .find(each => KNOWN_TECHNOLOGIES.includes(each));
}

function refOf(entity: Entity): string | undefined {
  try {
    return stringifyEntityRef(entity);
  } catch {
    return undefined;
  }
}
