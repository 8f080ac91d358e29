import { posix } from 'node:path';
import { SpecFileProblem } from './specFileProblem';

const LONGEST = 500;
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;
const DRIVE = /^[a-z]:/i;
/** What a URL, a shell or another operating system would take for more than a part of a name. */
const FORBIDDEN = /[\\:?#%*"<>|\p{Cc}\p{Bidi_Control}]/u;

/** A relative path with `/`, as it is shown to people, or what is wrong with it. */
export function readSpecPath(
  value: string,
): { path: string } | { problem: SpecFileProblem } {
  const reason = reasonAgainst(value);
  return reason === undefined
    ? { path: posix.normalize(value) }
    : { problem: invalid(value, reason) };
}

function reasonAgainst(value: string): string | undefined {
  if (value === '' || value.endsWith('/')) {
    return 'names no file';
  }
  if (value.length > LONGEST) {
    return `is longer than ${LONGEST} characters`;
  }
  if (DRIVE.test(value) || value.includes('\\')) {
    return 'is a Windows path';
  }
  if (SCHEME.test(value) || value.startsWith('//')) {
    return 'is a URL';
  }
  if (value.startsWith('/') || value.startsWith('~')) {
    return 'is absolute';
  }
  if (value.split('/').includes('..')) {
    return 'leaves the folder of the entity';
  }
  if (FORBIDDEN.test(value)) {
    return 'has a character that file names here must not have';
  }
  return posix.normalize(value) === '.' ? 'names no file' : undefined;
}

function invalid(value: string, reason: string): SpecFileProblem {
  return {
    code: 'spec-file-path',
    summary: `The spec file ${quote(value)} ${reason}.`,
    fix: 'Name a file beside or below the file of the entity, with "/" between folders, e.g. "nthlayer.yaml".',
  };
}

const SHOWN = 80;

function quote(value: string): string {
  const cut = value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
  return JSON.stringify(cut).replace(
    /[\p{Cc}\p{Bidi_Control}]/gu,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
