import {
  Provenance,
  ServiceSpec,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * Where a spec file says something.
 *
 * @public
 */
export interface SpecPlace {
  /** Property path, as the file says it. */
  readonly path: string;
  readonly position: SourcePosition;
}

/**
 * Where a spec file says a property of a spec, e.g. `slos.availability.objective`: its own place, else that of what is
 * around it, else the first that says anything of the same SLO, else the service's document. `undefined` when no spec
 * file says any of it, as for a service that only a catalog entity describes.
 *
 * @public
 */
export function specPlace(
  { provenance }: Pick<ServiceSpec, 'provenance'>,
  path: string,
): SpecPlace | undefined {
  for (const around of withParents(path)) {
    const place = placeOf(provenance, around);
    if (place) {
      return place;
    }
  }
  const [, slo] = OF_SLO.exec(path) ?? [];
  const first = slo === undefined ? undefined : firstOf(provenance, slo);
  const document = placeOf(provenance, DOCUMENT);
  return first ?? (document && { path, position: document.position });
}

/**
 * The position of such a place.
 *
 * @public
 */
export function specPosition(
  spec: Pick<ServiceSpec, 'provenance'>,
  path: string,
): SourcePosition | undefined {
  return specPlace(spec, path)?.position;
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

function placeOf(provenance: ByPath, path: string): SpecPlace | undefined {
  if (!Object.hasOwn(provenance, path)) {
    return undefined;
  }
  const { source, from, path: written = path, column = 1 } = provenance[path];
  const [, file, line] = PLACE.exec(from) ?? [];
  return source === 'spec-file' && file !== undefined
    ? { path: written, position: { file, line: Number(line), column } }
    : undefined;
}

function firstOf(provenance: ByPath, slo: string): SpecPlace | undefined {
  const [first] = Object.keys(provenance)
    .filter(path => path.startsWith(`${slo}.`))
    .flatMap(path => placeOf(provenance, path) ?? [])
    .sort((a, b) => a.position.line - b.position.line);
  return first;
}
