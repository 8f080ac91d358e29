import {
  Provenance,
  ServiceSpec,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * Where a spec file says a property of a spec, e.g. `slos.availability.objective`: its own line, else that of what is
 * around it, else the first line that says anything of the same SLO, else the first of the service's document.
 * `undefined` when no spec file says any of it, as for a service that only a catalog entity describes.
 *
 * @public
 */
export function specPosition(
  { provenance }: Pick<ServiceSpec, 'provenance'>,
  path: string,
): SourcePosition | undefined {
  for (const around of withParents(path)) {
    const position = positionAt(provenance, around);
    if (position) {
      return position;
    }
  }
  const [, slo] = OF_SLO.exec(path) ?? [];
  return (
    (slo === undefined ? undefined : firstLineOf(provenance, slo)) ??
    positionAt(provenance, DOCUMENT)
  );
}

/** What stands in no other place stands in the document that the reference is made from. */
const DOCUMENT = 'entityRef';
const OF_SLO = /^(slos\.[^.]+)(?:\.|$)/;
const PLACE = /^(.+):([1-9]\d{0,8})$/;

type ByPath = Readonly<Record<string, Provenance>>;

/** `a.b.c`, `a.b`, `a`. */
function withParents(path: string): readonly string[] {
  const parts = path.split('.');
  return parts.map((_part, index) =>
    parts.slice(0, parts.length - index).join('.'),
  );
}

function positionAt(
  provenance: ByPath,
  path: string,
): SourcePosition | undefined {
  if (!Object.hasOwn(provenance, path)) {
    return undefined;
  }
  const { source, from } = provenance[path];
  const [, file, line] = PLACE.exec(from) ?? [];
  return source === 'spec-file' && file !== undefined
    ? { file, line: Number(line), column: 1 }
    : undefined;
}

function firstLineOf(
  provenance: ByPath,
  slo: string,
): SourcePosition | undefined {
  const [first] = Object.keys(provenance)
    .filter(path => path.startsWith(`${slo}.`))
    .flatMap(path => positionAt(provenance, path) ?? [])
    .sort((a, b) => a.line - b.line);
  return first;
}
