import {
  Diagnostic,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { didYouMean } from './didYouMean';

const LONGEST_QUOTE = 80;

/** Property path of an annotation. */
export function annotationPath(key: string): string {
  return `metadata.annotations[${JSON.stringify(key)}]`;
}

/** A hostile value, safe and short enough to show in a sentence. Only texts are in quotes, as numbers may be texts. */
export function quote(value: unknown): string {
  if (typeof value !== 'string') {
    return describeValue(value);
  }
  const cut =
    value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value;
  return JSON.stringify(cut).replace(
    /[\p{Cc}\p{Bidi_Control}]/gu,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  return typeof value === 'object' && value !== null
    ? 'an object'
    : String(value);
}

/** A value that is none of the known ones, with the nearest known one and what is used instead. */
export function unknownValue(options: {
  readonly code: string;
  readonly path: string;
  readonly position?: SourcePosition;
  readonly what: string;
  readonly value: unknown;
  readonly known: readonly string[];
  readonly consequence: string;
}): Diagnostic {
  const { code, path, position, what, value, known, consequence } = options;
  const guess =
    typeof value === 'string' ? didYouMean(value, known) : undefined;
  const hint = guess === undefined ? '' : `Did you mean ${quote(guess)}? `;
  return {
    severity: 'error',
    code,
    path,
    summary: `${quote(value)} is not a known ${what}.`,
    detail: `${hint}Known: ${known.join(', ')}. ${consequence}`,
    ...(position && { position }),
  };
}
