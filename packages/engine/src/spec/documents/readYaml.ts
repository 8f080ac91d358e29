import {
  Diagnostic,
  Severity,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import { documentsOf, DocumentsResult } from './documentsOf';
import { inspectDocument } from './inspectDocument';
import { LIMITS } from './limits';
import { locateIn } from './locateIn';
import { ParseLimits, parseYaml, TextProblem, YamlDocument } from './parseYaml';

type PositionAt = (offset: number) => SourcePosition;

/** Reads whatever YAML there is, with all that can be said of it. */
export function readYaml(
  path: string,
  text: string,
  limits: ParseLimits,
  positionAt: PositionAt,
): DocumentsResult {
  const parsed = parseYaml(text, limits);
  if (!isList(parsed)) {
    return { documents: [], diagnostics: [toDiagnostic(parsed, positionAt)] };
  }
  const read = parsed.map(document => ({ document, ...readOne(document) }));
  return {
    documents: read.flatMap(({ document, value }) =>
      documentsOf(path, value, locateIn(document, positionAt)),
    ),
    diagnostics: read.flatMap(({ problems }) =>
      problems.map(problem => toDiagnostic(problem, positionAt)),
    ),
  };
}

function isList<T>(value: readonly T[] | TextProblem): value is readonly T[] {
  return Array.isArray(value);
}

function readOne(document: YamlDocument): {
  readonly value?: unknown;
  readonly problems: readonly (TextProblem & { severity?: Severity })[];
} {
  const [issue] = document.errors;
  if (issue !== undefined) {
    return { problems: [notYaml(issue)] };
  }
  const tags = document.warnings.map(unknownTag);
  const { problems, fatal, lastAlias } = inspectDocument(document);
  if (fatal) {
    return { problems };
  }
  try {
    // The library counts the anchor itself as well.
    const value: unknown = document.toJS({
      maxAliasCount: LIMITS.aliases + 1,
    });
    return { value, problems: [...tags, ...problems] };
  } catch (error) {
    return { problems: [...problems, badAlias(error, lastAlias)] };
  }
}

type YamlIssue = { readonly message: string; readonly pos: readonly number[] };

function notYaml({ message, pos }: YamlIssue): TextProblem {
  return {
    code: 'invalid-yaml',
    offset: pos[0],
    summary: `This is not YAML: ${quote(message)}.`,
    detail:
      'The document is not read. Mend the line, or put quotes around its value.',
  };
}

function unknownTag({ message, pos }: YamlIssue): TextProblem {
  return {
    code: 'unknown-tag',
    offset: pos[0],
    summary: `Tags are not read: ${quote(message)}.`,
    detail: 'The value is read as if the tag were not there. Remove it.',
  };
}

function badAlias(error: unknown, offset: number): TextProblem {
  return {
    code: 'invalid-alias',
    offset,
    summary: `Its aliases cannot be resolved: ${quote(
      error instanceof Error ? error.message : error,
    )}.`,
    detail: 'The document is not read. Write the values out.',
  };
}

/** The finding on a problem. */
export function toDiagnostic(
  { code, offset, summary, detail }: TextProblem,
  positionAt: PositionAt,
): Diagnostic {
  return {
    severity: 'error',
    code,
    path: '',
    summary,
    ...(detail !== undefined && { detail }),
    position: positionAt(offset),
  };
}
