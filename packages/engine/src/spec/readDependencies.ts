import {
  parseEntityRef,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  Dependency,
  Diagnostic,
  Provenance,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { compareText } from '../hash';
import { quote } from './diagnostics';
import { fieldsOf, Reading } from './reading';
import { resolveDependency } from './resolveDependency';
import { DependencyEntry, SpecFields } from './specFile/specFields';

/** More than this is no service but a mistake. */
const MOST = 500;
const REFERENCE = /^[A-Za-z0-9:/_.-]{1,200}$/;

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
): DependenciesReading {
  const { refs, from, diagnostics } = refsOf(entity, namespace);
  const written = (file?.dependencies ?? []).map(entry =>
    resolved(entry, namespace),
  );
  const taken = new Set(written.map(({ dependency }) => dependency.name));
  const all = refs.flatMap((ref): readonly Sourced[] => {
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
  const found = [...all, ...others];
  return {
    value: found.map(({ dependency }) => dependency),
    provenance: new Map(
      found.map(({ dependency, source }) => [dependency.name, source]),
    ),
    diagnostics,
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

/** Entity refs that the entity depends on, sorted; resolved relations go before what `spec` says. */
function refsOf(
  entity: unknown,
  defaultNamespace: string,
): {
  readonly refs: readonly string[];
  readonly from: string;
  readonly diagnostics: readonly Diagnostic[];
} {
  const related = relationTargets(entity);
  const { dependsOn } = fieldsOf(fieldsOf(entity).spec);
  const named: readonly unknown[] = Array.isArray(dependsOn) ? dependsOn : [];
  const targets = related.length > 0 ? related : named;
  const from =
    related.length > 0 ? `relations[${RELATION_DEPENDS_ON}]` : 'spec.dependsOn';
  const refs = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const target of targets.slice(0, MOST)) {
    const ref = normalise(target, defaultNamespace);
    if (ref === undefined) {
      diagnostics.push(invalidRef(target, from));
    } else {
      refs.add(ref);
    }
  }
  return { refs: [...refs].sort(compareText), from, diagnostics };
}

function relationTargets(entity: unknown): readonly unknown[] {
  const { relations } = fieldsOf(entity);
  return Array.isArray(relations)
    ? relations
        .map(fieldsOf)
        .filter(({ type }) => type === RELATION_DEPENDS_ON)
        .map(({ targetRef }) => targetRef)
    : [];
}

function normalise(
  reference: unknown,
  defaultNamespace: string,
): string | undefined {
  if (typeof reference !== 'string' || !REFERENCE.test(reference)) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(reference, { defaultNamespace }));
  } catch {
    return undefined;
  }
}

function invalidRef(value: unknown, path: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'invalid-dependency',
    path,
    summary: `${quote(value)} is not an entity reference with a kind.`,
    detail: 'The dependency is left out.',
  };
}
