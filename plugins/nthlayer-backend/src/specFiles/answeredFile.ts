import { Entity } from '@backstage/catalog-model';
import { SpecFile } from '@nthlayer/engine';
import { FileAnswer } from './readRemoteFile';
import { SpecFileProblem, toDiagnostic } from './specFileProblem';

/** What stands for a file that cannot be read. */
export function problemFile(
  path: string,
  problem: SpecFileProblem,
  entity: Entity,
): SpecFile {
  return { path, problem: toDiagnostic(problem, entity) };
}

/** A path that is none, short and without what a database or a terminal would stumble over. */
export function shown(value: string): string {
  return value.slice(0, 200).replace(/\p{Cc}/gu, '\ufffd');
}

/** Of a file at a host that does not answer. */
export function notAsked(path: string): SpecFileProblem {
  return {
    code: 'spec-file-unreadable',
    summary: `${path} was not read yet: its host does not answer.`,
    fix: 'It is asked again soon.',
  };
}

/** What an answer is of an entity. */
export function ownFile(
  answer: FileAnswer,
  path: string,
  entity: Entity,
): SpecFile {
  return answer.kind === 'text'
    ? { path, text: answer.text }
    : problemFile(path, problemOf(answer, path), entity);
}

/** What tells this version of a file from others. */
export function etagOf(answer: FileAnswer): string | undefined {
  return answer.kind === 'text' ? answer.etag : undefined;
}

function problemOf(
  answer: Exclude<FileAnswer, { kind: 'text' }>,
  path: string,
): SpecFileProblem {
  return answer.kind === 'problem' ? answer.problem : notAsked(path);
}
