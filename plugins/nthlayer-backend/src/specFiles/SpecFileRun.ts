import { Entity } from '@backstage/catalog-model';
import { canonicalJson, sha256, SourceFile, SpecFile } from '@nthlayer/engine';
import pLimit from 'p-limit';
import { throwIfLost } from '../leases/checkFence';
import { Lease } from '../leases/LeaseStore';
import { etagOf, notAsked, ownFile, problemFile, shown } from './answeredFile';
import { AbsentFiles } from './AbsentFiles';
import { BesideTexts } from './BesideTexts';
import { locateBeside, locateSpecFile } from './locateSpecFile';
import { Named, toNamed } from './namedFiles';
import { FileAnswer } from './readRemoteFile';
import { SpecFileLocation, sourceOf } from './SpecFileLocation';
import { toRefusal } from './specFileProblem';
import { SpecFileSight } from './SpecFileStore';
import type { SpecFileSyncOptions } from './SpecFileSync';
import { UnresponsiveHosts } from './UnresponsiveHosts';

/** Files that are read at a time. */
const CONCURRENCY = 8;
/** Answers that are kept for other entities which name the same file; each may be as long as a file. */
const KEPT_ANSWERS = 64;

/** What one pass works with. */
export interface SpecFileRunOptions extends SpecFileSyncOptions {
  /** Kept from one pass to the next. */
  readonly absent: AbsentFiles;
  readonly beside: BesideTexts;
  readonly known: Map<string, SpecFileSight>;
  readonly signal: AbortSignal;
  readonly fence?: Lease;
}

/** Tells whether the entity itself has changed since its file was seen with this fingerprint. */
export type HasChanged = (entity: Entity, fingerprint: string) => boolean;

/** One pass over the catalog's spec files. */
export class SpecFileRun {
  readonly #options: SpecFileRunOptions;
  readonly #limit = pLimit(CONCURRENCY);
  readonly #hosts = new UnresponsiveHosts();
  readonly #asked = new Map<string, Promise<FileAnswer>>();
  readonly #unseen: Set<string>;

  constructor(options: SpecFileRunOptions) {
    this.#options = options;
    this.#unseen = new Set(options.known.keys());
  }

  /**
   * Looks at the files of some entities and keeps what is new. Answers the fingerprint of every file by entity ref.
   * A file on disk is read every time; one at a URL when it is due, or with its entity.
   */
  async look(
    entities: readonly Entity[],
    hasChanged: HasChanged,
  ): Promise<Map<string, string>> {
    const fingerprints = new Map<string, string>();
    const unchanged: string[] = [];
    await Promise.all(
      entities.flatMap(toNamed).map(named =>
        this.#limit(async () => {
          const seen = await this.#lookSafely(named, hasChanged);
          if (seen) {
            fingerprints.set(named.entityRef, seen.fingerprint);
          }
          if (seen?.confirmed) {
            unchanged.push(named.entityRef);
          }
        }),
      ),
    );
    const { clock, fence, signal, specFiles } = this.#options;
    signal.throwIfAborted();
    await specFiles.saveUnchanged(unchanged, clock.now(), fence);
    return fingerprints;
  }

  /** To be called once the whole catalog was looked at. */
  async finish(): Promise<void> {
    const { fence, keys, logger, specFiles } = this.#options;
    await keys?.tell();
    await specFiles.deleteFiles([...this.#unseen], fence);
    for (const [host, files] of this.#hosts.skipped()) {
      logger.warn(
        `${host} does not answer; ${files} spec files were left for the next run`,
      );
    }
  }

  async #lookSafely(
    named: Named,
    hasChanged: HasChanged,
  ): Promise<Seen | undefined> {
    const { known, logger, signal } = this.#options;
    const { entityRef } = named;
    this.#unseen.delete(entityRef);
    try {
      return await this.#look(named, hasChanged);
    } catch (error) {
      signal.throwIfAborted();
      throwIfLost(error);
      logger.error(
        `Could not look at the spec file of ${entityRef}`,
        error instanceof Error ? error : new Error(String(error)),
      );
      return known.get(entityRef);
    }
  }

  async #look(named: Named, hasChanged: HasChanged): Promise<Seen> {
    const { clock, integrations, known } = this.#options;
    const { entity, entityRef, value } = named;
    const location = locateSpecFile(entity, value, integrations);
    if ('problem' in location) {
      const file = problemFile(shown(value), location.problem, entity);
      return this.#keep(named, { file, source: value, nowMs: clock.now() });
    }
    const source = sourceOf(location);
    const sight = known.get(entityRef);
    const same = sight?.source === source ? sight : undefined;
    if (same && location.kind === 'remote') {
      const ageMs = clock.now() - same.lookedAtMs;
      const fresh = ageMs >= 0 && ageMs < this.#options.refreshMs;
      if (fresh && !hasChanged(entity, same.fingerprint)) {
        return same;
      }
    }
    return this.#read(named, { location, source, sight: same });
  }

  async #read(
    named: Named,
    to: {
      location: SpecFileLocation;
      source: string;
      sight: SpecFileSight | undefined;
    },
  ): Promise<Seen> {
    const { location, source, sight } = to;
    const { path } = location;
    const { entity } = named;
    if (location.kind === 'remote' && this.#hosts.skips(location.url)) {
      const file = problemFile(path, notAsked(path), entity);
      return sight ?? this.#keep(named, { file, source, nowMs: 0 });
    }
    const answer = await this.#ask(location, sight?.etag);
    const isSame = answer.kind === 'unchanged' && sight !== undefined;
    if (isSame && !sight.hasBeside) {
      return { ...sight, confirmed: true };
    }
    const own = isSame
      ? await this.#known(named, path)
      : ownFile(answer, path, entity);
    const file =
      'text' in own
        ? await this.#withBeside(own, named, { location, isSame })
        : own;
    const etag = isSame ? sight.etag : etagOf(answer);
    const nowMs = this.#options.clock.now();
    const confirmed = location.kind === 'remote';
    return this.#keep(named, { file, source, etag, nowMs, confirmed });
  }

  /** The file as it was found before. */
  async #known({ entity, entityRef }: Named, path: string): Promise<SpecFile> {
    const known = await this.#options.specFiles.get(entityRef);
    return known?.file ?? problemFile(path, notAsked(path), entity);
  }

  /** A spec with the files that it asks for, which lie in its folder or below. */
  async #withBeside(
    { path, text }: SourceFile,
    { entity, entityRef }: Named,
    spec: { readonly location: SpecFileLocation; readonly isSame: boolean },
  ): Promise<SourceFile> {
    const { location, isSame } = spec;
    const environments = this.#options.environmentsOf(entity);
    const places: SpecFileLocation[] = [];
    const whole = await this.#options.specs.readFilesBeside(
      { path, text },
      environments,
      async name => {
        const place = locateBeside(location, name, this.#options.integrations);
        places.push(...(place ? [place] : []));
        const answer = place && (await this.#askBeside(place, isSame));
        switch (answer?.kind) {
          case 'text':
            return { text: answer.text };
          case 'problem':
            return answer.problem.missing
              ? undefined
              : { problem: toRefusal(answer.problem) };
          default:
            return undefined;
        }
      },
    );
    this.#options.keys?.add(entityRef, places);
    return whole;
  }

  /** What was not there is not asked for again soon, unless the spec is another one now. */
  async #askBeside(
    place: SpecFileLocation,
    isSame: boolean,
  ): Promise<FileAnswer> {
    if (place.kind === 'local') {
      return this.#ask(place, undefined);
    }
    const { absent, beside, clock } = this.#options;
    const absence = isSame ? absent.get(place.url, clock.now()) : undefined;
    if (absence) {
      return absence;
    }
    const known = beside.get(place.url);
    const answer = await this.#ask(place, known?.etag);
    beside.keep(place.url, answer);
    absent.keep(place.url, answer, clock.now());
    return answer.kind === 'unchanged' && known
      ? { kind: 'text', ...known }
      : answer;
  }

  /** Several entities may share one file. */
  async #ask(
    location: SpecFileLocation,
    etag: string | undefined,
  ): Promise<FileAnswer> {
    const { reader, signal } = this.#options;
    if (location.kind === 'local') {
      return reader.read(location, { signal });
    }
    const key = JSON.stringify([location.url, etag]);
    const asked =
      this.#asked.get(key) ?? reader.read(location, { etag, signal });
    this.#asked.set(key, asked);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > KEPT_ANSWERS) {
      this.#asked.delete(oldest);
    }
    const answer = await asked;
    const failed = answer.kind === 'problem' && answer.hostFailed;
    this.#hosts.answered(location.url, { failed });
    return answer;
  }

  async #keep(
    { entityRef }: Named,
    found: {
      file: SpecFile;
      source: string;
      etag?: string;
      nowMs: number;
      confirmed?: boolean;
    },
  ): Promise<Seen> {
    const { file, source, etag, nowMs, confirmed } = found;
    const { fence, known, specFiles } = this.#options;
    const fingerprint = sha256(canonicalJson(file));
    const sight = known.get(entityRef);
    const same =
      sight?.fingerprint === fingerprint &&
      sight.source === source &&
      sight.etag === etag;
    if (same) {
      return { ...sight, confirmed };
    }
    const look = { entityRef, source, fingerprint, etag, lookedAtMs: nowMs };
    await specFiles.saveLook({ ...look, file }, fence);
    return look;
  }
}

interface Seen {
  readonly fingerprint: string;
  /** Looked at and found as it was, which is to be remembered. */
  readonly confirmed?: boolean;
}
