import { basename, dirname, resolve } from 'node:path';
import {
  ANNOTATION_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SpecReader } from '@nthlayer/backstage-plugin-nthlayer-node';
import { Clock } from '../clock';
import { MINUTE_MS } from '../durations';
import { locationOf } from './locationOf';
import { SpecFileLocation } from './SpecFileLocation';
import { SpecFileReader } from './SpecFileReader';

const FRESH_MS = 5 * MINUTE_MS;
const MOST_KEPT = 100;

/** What finds lines. */
export interface CatalogFileLinesOptions {
  readonly clock: Clock;
  readonly reader: SpecFileReader;
  readonly specs: SpecReader;
  /** Aborted when the backend shuts down. */
  readonly signal: AbortSignal;
}

interface Kept {
  readonly untilMs: number;
  readonly text: Promise<string | undefined>;
}

/**
 * Lines of what an entity says in its catalog file. The catalog keeps none, so that the file is read once more, for
 * entities that there are findings on, and kept for five minutes.
 */
export class CatalogFileLines {
  readonly #options: CatalogFileLinesOptions;
  readonly #kept = new Map<string, Kept>();

  static create(options: CatalogFileLinesOptions): CatalogFileLines {
    return new CatalogFileLines(options);
  }

  private constructor(options: CatalogFileLinesOptions) {
    this.#options = options;
  }

  /** The findings, those that stand in the file with their position; a file that cannot be read changes nothing. */
  async place(
    entity: Entity,
    diagnostics: readonly Diagnostic[],
  ): Promise<readonly Diagnostic[]> {
    const location = catalogFileOf(entity);
    if (!location) {
      return diagnostics;
    }
    const text = await this.#textOf(location);
    if (text === undefined) {
      return diagnostics;
    }
    const file = { path: location.path, text };
    const ref = stringifyEntityRef(entity);
    return this.#options.specs.placeInCatalogFile(file, ref, diagnostics);
  }

  #textOf(location: SpecFileLocation): Promise<string | undefined> {
    const nowMs = this.#options.clock.now();
    const key = JSON.stringify(location);
    const kept = this.#kept.get(key);
    if (kept && kept.untilMs > nowMs) {
      return kept.text;
    }
    const text = this.#read(location);
    this.#kept.delete(key);
    this.#kept.set(key, { untilMs: nowMs + FRESH_MS, text });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) {
        break;
      }
      this.#kept.delete(oldest);
    }
    return text;
  }

  async #read(location: SpecFileLocation): Promise<string | undefined> {
    const { reader, signal } = this.#options;
    const answer = await reader.read(location, { signal });
    return answer.kind === 'text' ? answer.text : undefined;
  }
}

/** Where the catalog itself has read the entity; nobody else can say so. */
function catalogFileOf(entity: Entity): SpecFileLocation | undefined {
  const managedBy = locationOf(entity, ANNOTATION_LOCATION);
  switch (managedBy?.type) {
    case 'file': {
      const absolute = resolve(managedBy.target);
      return {
        kind: 'local',
        folder: dirname(absolute),
        path: basename(absolute),
      };
    }
    case 'url':
      return {
        kind: 'remote',
        url: managedBy.target,
        path: nameOf(managedBy.target),
      };
    default:
      return undefined;
  }
}

/** Azure DevOps has the path of a file in the query. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) {
    return url;
  }
  const { pathname, searchParams } = new URL(url);
  return basename(searchParams.get('path') ?? pathname);
}
