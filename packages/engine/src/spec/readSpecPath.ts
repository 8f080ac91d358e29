import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from './diagnostics';

/**
 * Why a text is not the path of a spec file: a finding that lacks only its place.
 *
 * @public
 */
export interface SpecPathProblem
  extends Pick<Diagnostic, 'severity' | 'summary'> {
  readonly code: 'spec-file-path';
  /** What to do. */
  readonly detail: string;
}

/**
 * The path of a spec file, or what is wrong with the text that should be one.
 *
 * @public
 */
export type SpecPathResult =
  | { readonly path: string }
  | { readonly problem: SpecPathProblem };

const LONGEST = 500;
const OUTSIDE = 'leaves the folder of';

/** What a URL, a shell or another operating system would take for more than a part of a name; first match first. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^$|\/$/, 'names no file'],
  [
    new RegExp(`^.{${LONGEST + 1}}`, 's'),
    `is longer than ${LONGEST} characters`,
  ],
  [/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u, 'has a control character'],
  [/^[a-z]:|\\/i, 'is a Windows path'],
  [/^[a-z][a-z0-9+.-]+:|^\/\//i, 'is a URL'],
  [/^[/~]/, 'is absolute'],
  [/(?:^|\/)\.\.(?:\/|$)/, OUTSIDE],
  [/[:?#%*"<>|]/, 'has a character that file names here must not have'],
  [/(?:^|\/)\.$/, 'names no file'],
];

/**
 * The one rule for what the annotation `nthlayer.dev/spec` may name: a file beside that of the entity or below it, as
 * a plain relative path with `/`. It is answered without `.` and empty segments. Nothing else is repaired.
 *
 * @public
 */
export function readSpecPath(value: string): SpecPathResult {
  const read = readPathBelow(value, 'the entity');
  return 'path' in read ? read : { problem: invalid(value, read.reason) };
}

/** A plain relative path below the folder of something, or why a text is none; the reason ends a sentence. */
export function readPathBelow(
  value: string,
  owner: string,
): { readonly path: string } | { readonly reason: string } {
  const [, reason] = REASONS.find(([broken]) => broken.test(value)) ?? [];
  return reason === undefined
    ? { path: namesOf(value).join('/') }
    : { reason: reason === OUTSIDE ? `${reason} ${owner}` : reason };
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter(name => name !== '' && name !== '.');
}

function invalid(value: string, reason: string): SpecPathProblem {
  return {
    severity: 'error',
    code: 'spec-file-path',
    summary: `The spec file ${quote(value)} ${reason}.`,
    detail:
      'It is not read. Name a file beside or below the file of the entity, with "/" between folders, such as "nthlayer.yaml".',
  };
}
