import { Interval, TileColumns } from '@nthlayer/engine';
import { RollingGroup } from '../evaluation/rolling/RollingLayout';
import { groupBy } from '../evaluation/groupBy';
import { startPausing } from '../startPausing';
import { TileStore, UnpackedTicks } from '../tiles/TileStore';
import { ExcludedPart, cutPart } from './ExcludedPart';
import { ExcludedTiles, rangeOf } from './ExcludedTiles';
import { ExcludedIntervals } from './ExcludedIntervals';
import { PartSums } from './PartSums';

/** Groups whose ids are near each other have their tiles in the same rows. */
const GROUPS_PER_READ = 50;

/** Of which group, whose sums are in memory, the excluded tiles are wanted. */
export interface ExcludedRequest {
  readonly rolling: RollingGroup;
  readonly time: ExcludedIntervals;
  /** The windows that end together. */
  readonly range: Interval;
  /** As far at least its SLO has been read: older tiles do not change while its sums are in memory. */
  readonly watermarkMs: number;
}

/** What is in memory of a part. */
interface KnownPart {
  readonly tier: ExcludedPart['tier'];
  readonly sums: PartSums;
  /** What is older stays as it is. */
  settledMs: number;
}

/** What is in memory of a group. */
interface KnownTiles {
  readonly key: string;
  readonly parts: readonly ExcludedPart[];
  readonly known: readonly KnownPart[];
  readonly tiles: ExcludedTiles;
  /** So many parts, from the first one on, change no more. */
  readonly settled: number;
}

/** Where a part of a request belongs that has to be read. */
interface MissingPart {
  readonly request: ExcludedRequest;
  readonly part: ExcludedPart;
  put(known: KnownPart): void;
}

/**
 * The excluded tiles of groups in memory, as long as their sums are there and the same is excluded: of what was counted
 * since the last time only the newest minutes are added, and the store is asked for what is not in memory.
 */
export class ExcludedLedger {
  readonly #tiles: TileStore;
  readonly #known = new WeakMap<RollingGroup, KnownTiles>();

  static create({ tiles }: { tiles: TileStore }): ExcludedLedger {
    return new ExcludedLedger(tiles);
  }

  private constructor(tiles: TileStore) {
    this.#tiles = tiles;
  }

  /** In the order of the requests. */
  async read(requests: readonly ExcludedRequest[]): Promise<ExcludedTiles[]> {
    const tiles: ExcludedTiles[] = [];
    const changed = new Map<number, ChangedTiles>();
    const missing: MissingPart[] = [];
    const pause = startPausing();
    for (const [index, request] of requests.entries()) {
      const { rolling, time, range } = request;
      const parts = time.parts(range, this.#tiles.retention);
      const before = this.#known.get(rolling);
      if (before?.parts === parts && before.settled === parts.length) {
        tiles[index] = before.tiles;
      } else {
        const same = before?.key === time.key ? before : undefined;
        changed.set(index, bringUp({ request, parts }, same, missing));
      }
      const pausing = pause();
      if (pausing) {
        await pausing;
      }
    }
    await this.#readStored(missing);
    for (const [index, { parts, known }] of changed) {
      const { rolling, time } = requests[index];
      const before = this.#known.get(rolling);
      // the last part may have become longer, which is nothing to the others
      tiles[index] =
        before && areSame(before.known, known)
          ? before.tiles
          : new ExcludedTiles(known.map(({ sums }) => sums));
      this.#known.set(rolling, {
        ...{ key: time.key, parts, known, tiles: tiles[index] },
        settled: settledOf(known),
      });
    }
    return tiles;
  }

  /** Those of the same part by one statement. */
  async #readStored(missing: readonly MissingPart[]): Promise<void> {
    const unpacked: UnpackedTicks = new Map();
    const byPart = groupBy(
      missing,
      ({ part: { tier, startMs, endMs } }) => `${tier}/${startMs}/${endMs}`,
    );
    for (const members of byPart.values()) {
      members.sort((one, other) => idOf(one) - idOf(other));
      const [{ part }] = members;
      for (let at = 0; at < members.length; at += GROUPS_PER_READ) {
        const some = members.slice(at, at + GROUPS_PER_READ);
        const tiers = await this.#tiles.readTiers(
          some.map(idOf),
          rangeOf(part),
          unpacked,
        );
        some.forEach(({ request, put }, index) =>
          put({
            tier: part.tier,
            sums: new PartSums(cutPart(tiers[index], part)),
            settledMs: request.watermarkMs,
          }),
        );
      }
    }
  }
}

/** The parts of a group of which some were not yet, or have become longer. */
interface ChangedTiles {
  readonly parts: readonly ExcludedPart[];
  readonly known: KnownPart[];
}

/** Takes over what is known of parts and puts the newest minutes to it; what is not in memory is noted as missing. */
function bringUp(
  { request, parts }: Pick<MissingPart, 'request'> & Pick<KnownTiles, 'parts'>,
  before: KnownTiles | undefined,
  missing: MissingPart[],
): ChangedTiles {
  const known: KnownPart[] = [];
  let at = 0;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (before && index < before.settled && part === before.parts[index]) {
      known[index] = before.known[index];
      at = index + 1;
      continue;
    }
    while (before && before.known[at]?.sums.startMs < part.startMs) {
      at += 1;
    }
    const old = isOf(before?.known[at], part) ? before?.known[at] : undefined;
    const now = isThere(old, part) ? old : withMinutes(part, old, request);
    if (now) {
      known[index] = now;
    } else {
      const put = (read: KnownPart) => {
        known[index] = read;
      };
      missing.push({ request, part, put });
    }
  }
  return { parts, known };
}

function settledOf(known: readonly KnownPart[]): number {
  const first = known.findIndex(part => !isSettled(part));
  return first < 0 ? known.length : first;
}

function areSame(
  one: readonly KnownPart[],
  other: readonly KnownPart[],
): boolean {
  return (
    one.length === other.length &&
    one.every((part, index) => part === other[index])
  );
}

function idOf({ request }: MissingPart): number {
  return request.rolling.group.id;
}

function isOf(known: KnownPart | undefined, part: ExcludedPart): boolean {
  return known?.tier === part.tier && known.sums.startMs === part.startMs;
}

function isSettled({ sums, settledMs }: KnownPart): boolean {
  return settledMs >= sums.endMs;
}

function isThere(
  known: KnownPart | undefined,
  { endMs }: ExcludedPart,
): known is KnownPart {
  return known?.sums.endMs === endMs && isSettled(known);
}

/** A part with its newest minutes from memory; undefined where they, or those before them, are not there. */
function withMinutes(
  { tier, startMs, endMs }: ExcludedPart,
  known: KnownPart | undefined,
  { rolling, watermarkMs }: ExcludedRequest,
): KnownPart | undefined {
  const { place } = rolling;
  if (tier !== 'minutes' || !place) {
    return undefined;
  }
  const settledMs = known
    ? Math.min(known.settledMs, known.sums.endMs)
    : startMs;
  const fromMs = Math.min(endMs, Math.max(startMs, settledMs));
  const newest = place.block.sums.minutes(place.member, fromMs);
  if (!newest) {
    return undefined;
  }
  const minutes = firstOf(newest, (endMs - fromMs) / newest.stepMs);
  if (!known) {
    return { tier, sums: new PartSums(minutes), settledMs: watermarkMs };
  }
  known.sums.replaceFrom(fromMs, minutes);
  known.settledMs = watermarkMs;
  return known;
}

function firstOf(columns: TileColumns, slots: number): TileColumns {
  return {
    ...columns,
    known: columns.known.subarray(0, slots),
    bad: columns.bad.subarray(0, slots),
    total: columns.total.subarray(0, slots),
  };
}
