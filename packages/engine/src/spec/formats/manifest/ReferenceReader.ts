import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Lookup, NearbyFiles } from '../../beside/NearbyFiles';
import { quote } from '../../diagnostics';
import { readPathBelow } from '../../readSpecPath';
import { Cursor, cursorOf, findingAt } from '../../specFile/cursor';
import { wrongType } from '../../specFile/wrongType';

/** What a reference leads to. */
interface Referred {
  readonly slos: readonly Cursor[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Follows references to files of OpenSLO documents, relative to the folder of the manifest and never out of it. What is
 * there does not refer to anything further, so that references have an end.
 */
export class ReferenceReader {
  readonly #nearby: NearbyFiles;
  readonly #read = new Set<string>();

  static create(nearby: NearbyFiles): ReferenceReader {
    return new ReferenceReader(nearby);
  }

  private constructor(nearby: NearbyFiles) {
    this.#nearby = nearby;
  }

  read(at: Cursor): Referred {
    const { value } = at;
    if (typeof value !== 'string') {
      return nothing(wrongType(at, 'the path of a file'));
    }
    const place = readPathBelow(value, 'the spec');
    if ('reason' in place) {
      return nothing(refused(at, place.reason));
    }
    if (this.#read.has(place.path)) {
      return nothing(twice(at));
    }
    this.#read.add(place.path);
    return referred(at, this.#nearby.first([place.path]));
  }
}

function referred(at: Cursor, lookup: Lookup): Referred {
  switch (lookup.kind) {
    case 'found': {
      const slos = lookup.documents.filter(each => each.format === 'openslo');
      const isBroken = lookup.diagnostics.length > 0;
      const isOther = slos.length < Math.max(1, lookup.documents.length);
      return {
        slos: slos.map(cursorOf),
        diagnostics: [
          ...lookup.diagnostics,
          ...(isOther && !isBroken ? [notOpenSlo(at, lookup.path)] : []),
        ],
      };
    }
    case 'refused':
      return nothing({ ...lookup.problem, ...at.place() });
    case 'missing':
      return nothing(missing(at));
    default:
      return nothing(notLookedFor(at));
  }
}

function nothing(diagnostic: Diagnostic): Referred {
  return { slos: [], diagnostics: [diagnostic] };
}

function refused(at: Cursor, reason: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'reference-path',
    summary: `The reference ${quote(at.value)} ${reason}.`,
    detail:
      'It is not read. Name a file beside or below the manifest, with "/" between folders, such as "./slos/availability.yaml".',
  });
}

function twice(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'duplicate-reference',
    summary: `${quote(at.value)} is referred to already.`,
    detail: 'It is read once. Leave one of the two out.',
  });
}

function missing(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'reference-not-found',
    summary: `There is no file ${quote(at.value)} beside the manifest.`,
    detail: 'Its SLOs are left out. Create it, or correct the reference.',
  });
}

function notLookedFor(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'reference-not-read',
    summary: `The SLOs of ${quote(at.value)} are not read from here.`,
    detail:
      'No files beside the spec are read here. Put the OpenSLO documents into it, in the list or after the manifest.',
  });
}

function notOpenSlo(at: Cursor, path: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'reference-not-openslo',
    summary: `${path} holds something else than OpenSLO documents.`,
    detail:
      'Nothing else is read from there, and no references to further files. Name a file of OpenSLO documents.',
  });
}
