import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../spec/diagnostics';
import { didYouMean } from '../spec/didYouMean';
import { SourceDocument } from '../spec/documents';
import {
  Cursor,
  cursorOf,
  findingAt,
  placeOfMissing,
} from '../spec/specFile/cursor';
import { isObject } from '../spec/specFile/readFields';
import { wrongType } from '../spec/specFile/wrongType';
import { OPENSLO_API_VERSION } from './metadata';
import {
  isOpenSloKind,
  OPENSLO_KINDS,
  OpenSloKind,
  OpenSloObject,
  SHAPES,
} from './openSloObject';
import { movedCursor } from './movedCursor';
import { checkShape, isPresent, OpenSloProfile } from './schema';
import { assumptionsOf } from './v1alpha/assumptions';
import { byObject, isError, ToldPaths } from './v1alpha/findings';
import { convertV1alpha } from './v1alpha/convert';
import { V1ALPHA, V1ALPHA_SHAPES, V1alphaObject } from './v1alpha/shapes';
import { checkV2alpha } from './v2alpha/check';
import { convertV2alpha, V2ALPHA } from './v2alpha/convert';

/** An object of a document, as far as it can be used. */
export interface OpenSloEntry {
  readonly kind: OpenSloKind;
  /** Absent when it has none that can be used. */
  readonly name?: string;
  /** What obeys the rules; anything else is not there. */
  readonly value: DeepPartial<OpenSloObject>;
  /** Where it stands, and how it was written. */
  readonly at: Cursor;
  readonly findings: readonly Diagnostic[];
  /** What it was made of breaks a rule that is told of another object that was made of it. */
  readonly isBroken?: boolean;
}

/** Whether an object breaks no rule. */
export function isValid({ findings, isBroken = false }: OpenSloEntry): boolean {
  return !isBroken && !hasError(findings);
}

function hasError(findings: readonly Diagnostic[]): boolean {
  return findings.some(isError);
}

/** A value of which anything may be missing. */
export type DeepPartial<T> = T extends readonly (infer U)[]
  ? readonly (DeepPartial<U> | undefined)[]
  : T extends object
  ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
  : T;

interface DocumentReading {
  /** Several where a version before v1 says in one object what are several now. */
  readonly entries: readonly OpenSloEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one document. Nothing is thrown, whatever it holds. */
export function readDocument(
  document: SourceDocument,
  profile: OpenSloProfile,
): DocumentReading {
  const at = cursorOf(document);
  if (!isObject(at.value)) {
    return { entries: [], diagnostics: [wrongType(at, 'an object')] };
  }
  const { apiVersion, kind } = at.value;
  const read = READERS.find(([version]) => version === apiVersion)?.[1];
  if (read === undefined) {
    const found = isPresent(apiVersion)
      ? unknownVersion(at.child('apiVersion'))
      : missingWord(at, 'apiVersion', VERSIONS);
    return { entries: [], diagnostics: [found] };
  }
  return isOpenSloKind(kind)
    ? read(kind, at, profile)
    : {
        entries: [],
        diagnostics: [
          isPresent(kind)
            ? unknownKind(at.child('kind'))
            : missingWord(at, 'kind', OPENSLO_KINDS),
        ],
      };
}

type ReadVersion = (
  kind: OpenSloKind,
  at: Cursor,
  profile: OpenSloProfile,
) => DocumentReading;

const READERS: readonly (readonly [string, ReadVersion])[] = [
  [OPENSLO_API_VERSION, readV1],
  [V1ALPHA, readV1alpha],
  [V2ALPHA, readV2alpha],
];

const VERSIONS = READERS.map(([version]) => version);

function readV1(
  kind: OpenSloKind,
  at: Cursor,
  profile: OpenSloProfile,
): DocumentReading {
  const { value, findings } = checkShape(SHAPES[kind], at, profile);
  return { entries: [entryOf(kind, value, at, findings)], diagnostics: [] };
}

function readV1alpha(
  kind: OpenSloKind,
  at: Cursor,
  profile: OpenSloProfile,
): DocumentReading {
  if (kind !== 'SLO' && kind !== 'Service') {
    return { entries: [], diagnostics: [notOfVersion(at.child('kind'))] };
  }
  const { value, findings } = checkShape(V1ALPHA_SHAPES[kind], at, profile);
  const converted = convertV1alpha(value as DeepPartial<V1alphaObject>);
  const own = [...findings, ...assumptionsOf(at)];
  const { ofAll, ofEach } = byObject(own, converted);
  const told = new ToldPaths(own);
  const entries = converted.map((each, index) => {
    const moved = movedCursor(at, each.value, each.origins);
    const checked = checkShape(SHAPES[kind], moved, profile);
    const asV1 = ofOther(checked.findings);
    return {
      ...entryOf(kind, checked.value, moved, [
        ...(index === 0 ? ofAll : []),
        ...ofEach[index],
        ...asV1.filter(finding => told.isNews(finding)),
      ]),
      isBroken: hasError(ofAll) || hasError(asV1),
    };
  });
  return { entries, diagnostics: [] };
}

/** Other versions allow several objectives of a threshold. */
function ofOther(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return findings.filter(({ code }) => code !== 'openslo-several-objectives');
}

function readV2alpha(
  kind: OpenSloKind,
  at: Cursor,
  profile: OpenSloProfile,
): DocumentReading {
  const { value, origins } = convertV2alpha(
    at.value as Readonly<Record<string, unknown>>,
  );
  const moved = movedCursor(at, value, origins);
  const checked = checkShape(SHAPES[kind], moved, profile);
  const own = checkV2alpha(at, profile);
  const refused = new Set(own.filter(isError).map(({ path }) => path));
  const findings = [
    ...own,
    ...ofOther(checked.findings).filter(({ path }) => !refused.has(path)),
  ];
  return {
    entries: [entryOf(kind, checked.value, moved, findings)],
    diagnostics: [],
  };
}

function entryOf(
  kind: OpenSloKind,
  value: unknown,
  at: Cursor,
  findings: readonly Diagnostic[],
): OpenSloEntry {
  const object = (value ?? {}) as DeepPartial<OpenSloObject>;
  const name = object.metadata?.name;
  return {
    kind,
    ...(name !== undefined && { name }),
    value: object,
    at,
    findings,
  };
}

function unknownVersion(at: Cursor): Diagnostic {
  const guess =
    typeof at.value === 'string' ? didYouMean(at.value, VERSIONS) : undefined;
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-version',
    summary: `${quote(at.value)} is not a version that is read.`,
    detail: `${
      guess ? `Did you mean ${quote(guess)}? ` : ''
    }The document is not read. Known: ${VERSIONS.join(', ')}.`,
  });
}

function unknownKind(at: Cursor): Diagnostic {
  const guess =
    typeof at.value === 'string'
      ? didYouMean(at.value, OPENSLO_KINDS)
      : undefined;
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-kind',
    summary: `${quote(at.value)} is not a kind of OpenSLO.`,
    detail: `${
      guess ? `Did you mean ${quote(guess)}? ` : ''
    }The document is not read. Known: ${OPENSLO_KINDS.join(', ')}.`,
  });
}

function notOfVersion(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-kind',
    summary: `${quote(at.value)} is not a kind of ${V1ALPHA}.`,
    detail: `The document is not read. It knows SLO and Service; write ${OPENSLO_API_VERSION}.`,
  });
}

function missingWord(
  at: Cursor,
  field: string,
  known: readonly string[],
): Diagnostic {
  return findingAt(placeOfMissing(at, field), {
    severity: 'error',
    code: 'missing-field',
    summary: `The document has no ${field}.`,
    detail: `It is not read. Add ${field}, one of ${known.join(', ')}.`,
  });
}
