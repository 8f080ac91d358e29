import { Interval, TileColumns, unknownColumns } from '@nthlayer/engine';
import { RollingGroup } from '../evaluation/rolling/RollingLayout';
import { groupBy } from '../evaluation/groupBy';
import { DAY_MS, floorTo } from '../durations';
import { TileStore, UnpackedTicks } from '../tiles/TileStore';
import { ExcludedPart, cutPart, partsOf } from './ExcludedPart';
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

interface KnownPart {
  readonly sums: PartSums;
  readonly endMs: number;
  /** What is older stays as it is. */
  readonly settledMs: number;
}

interface KnownParts {
  readonly key: string;
  readonly parts: ReadonlyMap<string, KnownPart>;
}

interface Wanted {
  readonly request: ExcludedRequest;
  readonly part: ExcludedPart;
  readonly known: KnownPart | undefined;
}

/**
 * The excluded tiles of groups in memory, as long as their sums are there and the same is excluded: of what was counted
 * since the last time only the newest minutes are added, and the store is asked for what is not in memory.
 */
export class ExcludedLedger {
  readonly #tiles: TileStore;
  readonly #known = new WeakMap<RollingGroup, KnownParts>();

  static create({ tiles }: { tiles: TileStore }): ExcludedLedger {
    return new ExcludedLedger(tiles);
  }

  private constructor(tiles: TileStore) {
    this.#tiles = tiles;
  }

  /** In the order of the requests. */
  async read(requests: readonly ExcludedRequest[]): Promise<ExcludedTiles[]> {
    const wanted = requests.map(request => this.#wantedBy(request));
    const made = new Map<Wanted, TileColumns>();
    const missing: Wanted[] = [];
    for (const each of wanted.flat()) {
      const minutes = isThere(each) ? undefined : minutesOf(each);
      if (minutes) {
        made.set(each, minutes);
      } else if (!isThere(each)) {
        missing.push(each);
      }
    }
    await this.#readStored(missing, made);
    return requests.map(({ rolling, time, watermarkMs }, index) => {
      const parts = wanted[index].map((each): [string, KnownPart] => {
        const columns = made.get(each);
        return [
          keyOf(each.part),
          columns
            ? {
                sums: new PartSums(columns),
                endMs: each.part.endMs,
                settledMs: watermarkMs,
              }
            : each.known!,
        ];
      });
      this.#known.set(rolling, { key: time.key, parts: new Map(parts) });
      return new ExcludedTiles(parts.map(([, { sums }]) => sums));
    });
  }

  #wantedBy(request: ExcludedRequest): Wanted[] {
    const { rolling, time, range } = request;
    const { startMs, endMs } = range;
    // begins no later with every minute, so that the oldest part stays the same for a day
    const intervals = time.intervals({
      startMs: floorTo(startMs, DAY_MS),
      endMs,
    });
    const known = this.#known.get(rolling);
    return partsOf(intervals, endMs, this.#tiles.retention).map(part => ({
      request,
      part,
      known: known?.key === time.key ? known.parts.get(keyOf(part)) : undefined,
    }));
  }

  /** Those of the same part by one statement. */
  async #readStored(
    wanted: readonly Wanted[],
    read: Map<Wanted, TileColumns>,
  ): Promise<void> {
    const unpacked: UnpackedTicks = new Map();
    const byPart = groupBy(
      wanted,
      ({ part }) => `${keyOf(part)}/${part.endMs}`,
    );
    for (const members of byPart.values()) {
      members.sort((one, other) => idOf(one) - idOf(other));
      for (let at = 0; at < members.length; at += GROUPS_PER_READ) {
        const some = members.slice(at, at + GROUPS_PER_READ);
        const range = rangeOf(some[0].part);
        const ids = some.map(idOf);
        const tiers = await this.#tiles.readTiers(ids, range, unpacked);
        some.forEach((each, index) =>
          read.set(each, copyOf(cutPart(tiers[index], each.part))),
        );
      }
    }
  }
}

function keyOf({ tier, startMs }: ExcludedPart): string {
  return `${tier}/${startMs}`;
}

function idOf({ request }: Wanted): number {
  return request.rolling.group.id;
}

function isThere({ part, known }: Wanted): boolean {
  return known?.endMs === part.endMs && known.settledMs >= part.endMs;
}

/** A part with its newest minutes from memory; undefined where they, or those before them, are not there. */
function minutesOf({ part, known, request }: Wanted): TileColumns | undefined {
  const { place } = request.rolling;
  const { tier, startMs, stepMs, endMs } = part;
  const settledMs = known ? Math.min(known.settledMs, known.endMs) : startMs;
  const fromMs = Math.min(endMs, Math.max(startMs, settledMs));
  if (tier !== 'minutes' || !place) {
    return undefined;
  }
  const newest = place.block.sums.minutes(place.member, fromMs);
  if (!newest) {
    return undefined;
  }
  const all = unknownColumns(startMs, stepMs, (endMs - startMs) / stepMs);
  const before = (fromMs - startMs) / stepMs;
  for (const name of ['known', 'bad', 'total'] as const) {
    all[name].set(known?.sums.columns[name].subarray(0, before) ?? []);
    all[name].set(newest[name].subarray(0, all[name].length - before), before);
  }
  return all;
}

/** Of its own, so that what it was cut from is not held. */
function copyOf(columns: TileColumns): TileColumns {
  const { known, bad, total } = columns;
  return {
    ...columns,
    known: known.slice(),
    bad: bad.slice(),
    total: total.slice(),
  };
}
