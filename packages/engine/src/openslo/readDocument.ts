import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../spec/diagnostics';
import { didYouMean } from '../spec/didYouMean';
import { SourceDocument } from '../spec/documents';
import { Cursor, cursorOf, findingAt } from '../spec/specFile/cursor';
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
import { checkShape, isPresent, OpenSloProfile } from './schema';

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
}

/** Whether an object breaks no rule. */
export function isValid({ findings }: OpenSloEntry): boolean {
  return findings.every(({ severity }) => severity !== 'error');
}

/** A value of which anything may be missing. */
export type DeepPartial<T> = T extends readonly (infer U)[]
  ? readonly (DeepPartial<U> | undefined)[]
  : T extends object
  ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
  : T;

interface DocumentReading {
  readonly entry?: OpenSloEntry;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one document. Nothing is thrown, whatever it holds. */
export function readDocument(
  document: SourceDocument,
  profile: OpenSloProfile,
): DocumentReading {
  const at = cursorOf(document);
  if (!isObject(at.value)) {
    return { diagnostics: [wrongType(at, 'an object')] };
  }
  const { apiVersion, kind } = at.value;
  if (apiVersion !== OPENSLO_API_VERSION) {
    return { diagnostics: [unknownVersion(at.child('apiVersion'))] };
  }
  if (!isOpenSloKind(kind)) {
    return {
      diagnostics: [
        isPresent(kind) ? unknownKind(at.child('kind')) : noKind(at),
      ],
    };
  }
  const { value, findings } = checkShape(SHAPES[kind], at, profile);
  const object = value as DeepPartial<OpenSloObject>;
  const name = object.metadata?.name;
  return {
    entry: {
      kind,
      ...(name !== undefined && { name }),
      value: object,
      at,
      findings,
    },
    diagnostics: findings,
  };
}

function unknownVersion(at: Cursor): Diagnostic {
  const guess =
    typeof at.value === 'string'
      ? didYouMean(at.value, [OPENSLO_API_VERSION])
      : undefined;
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-version',
    summary: `${quote(at.value)} is not a version that is read.`,
    detail: `${
      guess ? `Did you mean ${quote(guess)}? ` : ''
    }The document is not read. Known: ${OPENSLO_API_VERSION}.`,
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

function noKind(at: Cursor): Diagnostic {
  return findingAt(
    { ...at.place(), path: 'kind' },
    {
      severity: 'error',
      code: 'missing-field',
      summary: 'The document has no kind.',
      detail: `It is not read. Add kind: ${OPENSLO_KINDS.join(', ')}.`,
    },
  );
}
