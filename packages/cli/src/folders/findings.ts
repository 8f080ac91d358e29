import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Manifest } from './manifest';

const NOTHING_WRITTEN = 'Nothing of this service is written.';

function refusal(code: string, summary: string, fix: string): Diagnostic {
  return {
    severity: 'error',
    code,
    path: '',
    summary,
    detail: `${NOTHING_WRITTEN} ${fix}`,
  };
}

/** Something in the way that is never written through. */
export function obstructed(what: string): Diagnostic {
  return refusal(
    'output-obstructed',
    `In the output folder ${what}.`,
    'Remove it, or choose another folder with --out.',
  );
}

/** A folder that was generated for a service of the same name. */
export function otherService(
  folder: string,
  entityRef: string,
  owner: string,
): Diagnostic {
  return refusal(
    'output-of-another-service',
    `The folder ${folder} of ${entityRef} holds what was generated for ${owner}.`,
    'Generate them into different folders, or take the folder over with --force.',
  );
}

/** Two services of one run that have the same name. */
export function sameFolder(
  folder: string,
  entityRef: string,
  owner: string,
): Diagnostic {
  return refusal(
    'same-folder',
    `Both ${owner} and ${entityRef} would be written to the folder ${folder}.`,
    'Generate them in two runs, each with its own --out.',
  );
}

/** A file that is not as it was generated. */
export function foreignFile(path: string, changed: boolean): Diagnostic {
  return changed
    ? refusal(
        'output-changed-by-hand',
        `${path} was changed since it was generated.`,
        'Move the change into the spec, or overwrite the file with --force.',
      )
    : refusal(
        'output-not-generated',
        `${path} is there already and was not generated.`,
        'Move it away, choose another folder with --out, or overwrite it with --force.',
      );
}

/** Whoever is missing from a shared file has no alerts any more. */
export function sharedRulesKept(folder: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'shared-rules-kept',
    path: '',
    summary: `The shared rules in ${folder} are left as they are.`,
    detail:
      'Written now, they would lack the alerts of the services with findings. Mend those and run it again.',
  };
}

/** The file system refused. */
export function unwritable(folder: string, why: string): Diagnostic {
  return {
    severity: 'error',
    code: 'output-unwritable',
    path: '',
    summary: `The folder ${folder} cannot be written: ${why}.`,
    detail: 'No file in it is half-written. Mend the cause and run it again.',
  };
}

/** Files that were generated before and are not any more; they are left to their owner. */
export function leftOver(
  folder: string,
  before: Manifest | undefined,
  after: Manifest,
): readonly Diagnostic[] {
  return Object.keys(before?.files ?? {})
    .filter(name => !Object.hasOwn(after.files, name))
    .map(name => ({
      severity: 'warning',
      code: 'output-left-over',
      path: '',
      summary: `${folder}/${name} was generated before and is not any more.`,
      detail: 'It is left as it is. Remove it when nothing needs it.',
    }));
}

/** A whole folder of a service, or of the shared rules, that is not generated any more. */
export function folderLeftOver(
  folder: string,
  owner: string,
  files: readonly string[],
): Diagnostic {
  return {
    severity: 'warning',
    code: 'output-left-over',
    path: '',
    summary: `In ${folder}, ${files.join(', ')} of ${owner} ${
      files.length === 1 ? 'was' : 'were'
    } generated before and ${files.length === 1 ? 'is' : 'are'} not any more.`,
    detail:
      'Rules that are still loaded from there alert a second time, or for nothing. It is left as it is. Remove it when nothing needs it.',
  };
}

const MOST_NAMED = 10;

/** Folders of entities that a run did not meet: of services that are gone, or that another run generates. */
export function foldersNotInRun(folders: readonly string[]): Diagnostic {
  const named = folders.slice(0, MOST_NAMED).join(', ');
  const more = folders.length - MOST_NAMED;
  return {
    severity: 'info',
    code: 'output-not-in-run',
    path: '',
    summary: `Generated before, and not of a service of this run: ${named}${
      more > 0 ? ` and ${more.toLocaleString('en')} more` : ''
    }.`,
    detail: 'Remove the folders of services that are gone.',
  };
}
