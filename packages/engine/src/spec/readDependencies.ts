import {
  parseEntityRef,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import {
  Dependency,
  Diagnostic,
  Provenance,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { compareText } from '../hash';
import { quote } from './diagnostics';
import { entityRefOf } from './entityRef';
import { Neighbours } from './neighbours';
import { fieldsOf, Reading } from './reading';
import { resolveDependency } from './resolveDependency';
import { DependencyEntry, SpecFields } from './specFile/specFields';

/** More than this is no service but a mistake. */
const MOST = 500;

/** A reading that says of each dependency where it came from. */
export interface DependenciesReading
  extends Pick<Reading<readonly Dependency[]>, 'value' | 'diagnostics'> {
  readonly provenance: ReadonlyMap<string, Provenance>;
}

/** A dependency, and where it came from. */
interface Sourced {
  readonly dependency: Dependency;
  readonly source: Provenance;
}

/**
 * What a service depends on: what the entity names, refined by the spec file's entries of the same ref, and then the
 * other entries of the spec file. Names are those of the spec file; what only the entity names gives way to them.
 */
export function readDependencies(
  entity: unknown,
  namespace: string,
  file: SpecFields | undefined,
  neighbours?: Neighbours,
): DependenciesReading {
  const { refs, diagnostics } = refsOf(entity, namespace);
  const written = (file?.dependencies ?? []).map(entry =>
    resolved(entry, namespace),
  );
  const taken = new Set(written.map(({ dependency }) => dependency.name));
  const all = [...refs].flatMap(([ref, from]): readonly Sourced[] => {
    const refined = written.filter(({ dependency }) => dependency.ref === ref);
    if (refined.length > 0) {
      return refined;
    }
    const { name: own } = parseEntityRef(ref);
    const name = taken.has(own) ? ref : own;
    taken.add(name);
    const source: Provenance = { source: 'entity', from };
    return [{ dependency: { name, ref, selector: {} }, source }];
  });
  const others = written.filter(each => !all.includes(each));
  const found = [...all, ...others].map(each =>
    withTechnology(each, neighbours),
  );
  return {
    value: found.map(({ dependency }) => dependency),
    provenance: new Map(
      found.flatMap(({ dependency: { name }, source, technology }) => [
        [name, source],
        ...(technology ? [[`${name}.technology`, technology] as const] : []),
      ]),
    ),
    diagnostics,
  };
}

/** What a Resource runs on is what its own entity says, unless the spec file says another. */
function withTechnology(
  { dependency, source }: Sourced,
  neighbours: Neighbours | undefined,
): Sourced & { readonly technology?: Provenance } {
  const { name, ref, technology, selector } = dependency;
  const known =
    technology === undefined && ref !== undefined
      ? neighbours?.technologies.get(ref)
      : undefined;
  return known === undefined
    ? { dependency, source }
    : {
        dependency: {
          name,
          ...(ref !== undefined && { ref }),
          technology: known.technology,
          selector,
        },
        source,
        technology: { source: 'entity', from: known.from },
      };
}

function resolved(
  { dependency, reference, at }: DependencyEntry,
  namespace: string,
): Sourced {
  const { name, ...rest } = dependency;
  const { ref } =
    (reference === undefined
      ? undefined
      : resolveDependency(reference, namespace)) ?? {};
  return {
    dependency: { name, ...(ref !== undefined && { ref }), ...rest },
    source: at.provenance(),
  };
}

/** How an entity says what it needs: relations that the catalog has resolved go before what `spec` says. */
const SOURCES = [
  { relation: RELATION_DEPENDS_ON, field: 'dependsOn', defaultKind: undefined },
  {
    relation: RELATION_CONSUMES_API,
    field: 'consumesApis',
    defaultKind: 'api',
  },
] as const;

/** Entity refs that the entity depends on, sorted, with where they came from. */
function refsOf(
  entity: unknown,
  defaultNamespace: string,
): {
  readonly refs: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const refs = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const { relation, field, defaultKind } of SOURCES) {
    const related = relationTargets(entity, relation);
    const { [field]: named } = fieldsOf(fieldsOf(entity).spec);
    const said: readonly unknown[] = Array.isArray(named) ? named : [];
    const targets = related.length > 0 ? related : said;
    const from =
      related.length > 0 ? `relations[${relation}]` : `spec.${field}`;
    const isList = Array.isArray(named) || (named ?? undefined) === undefined;
    if (related.length === 0 && !isList) {
      diagnostics.push(notAList(named, `spec.${field}`));
    }
    if (targets.length > MOST) {
      diagnostics.push(tooMany(targets.length, from));
    }
    for (const [index, target] of targets.slice(0, MOST).entries()) {
      const { ref } =
        entityRefOf(target, { defaultNamespace, defaultKind }) ?? {};
      if (ref === undefined) {
        const at = related.length > 0 ? from : `${from}[${index}]`;
        diagnostics.push(invalidRef(target, at));
      } else if (!refs.has(ref)) {
        refs.set(ref, from);
      }
    }
  }
  const sorted = [...refs].sort(([one], [other]) => compareText(one, other));
  return { refs: new Map(sorted), diagnostics };
}

function relationTargets(entity: unknown, wanted: string): readonly unknown[] {
  const { relations } = fieldsOf(entity);
  return Array.isArray(relations)
    ? relations
        .map(fieldsOf)
        .filter(({ type }) => type === wanted)
        .map(({ targetRef }) => targetRef)
    : [];
}

function notAList(value: unknown, path: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'invalid-dependency',
    path,
    summary: `${quote(value)} is not a list of entity references.`,
    detail: 'It is read as if it were not there. Write a list.',
  };
}

function tooMany(count: number, path: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'too-many-dependencies',
    path,
    summary: `The service depends on ${count} entities.`,
    detail: `Those after the first ${MOST} are left out.`,
  };
}

function invalidRef(value: unknown, path: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'invalid-dependency',
    path,
    summary: `${quote(value)} is not an entity reference with a kind.`,
    detail:
      'The dependency is left out. Write it like resource:default/orders-db.',
  };
}
