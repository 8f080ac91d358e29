import { TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Interval, RollingSlices, Slices } from '@nthlayer/engine';
import { TileStore, UnpackedTicks } from '../../tiles/TileStore';
import { toSeries } from '../../tiles/toSeries';
import { groupBy } from '../groupBy';
import { RollingGroup } from '../rolling/RollingLayout';
import { StatusWindows } from '../rolling/SloWindows';
import { SummedWindows } from '../WindowReader';

/** A window of minutes is long: so many are held at once. */
const GROUPS_PER_READ = 8;

/** Of which group the slices are wanted. */
export interface SliceRequest {
  readonly rolling: RollingGroup;
  readonly slices: Slices;
  readonly windows: StatusWindows;
  readonly range: Interval;
  /** The time in which no slice is bad, and what makes it so. */
  readonly intervals: readonly Interval[];
  readonly key: string;
}

/** The slices of a group that are in memory. */
export interface KeptSlices {
  readonly rolling: RollingSlices;
  /** Of what was excluded when they were judged. */
  readonly key: string;
  /** Where nothing is known of the windows, the newest tile before them. */
  readonly olderTileMs?: number;
}

/** Sums of SLOs that count slices of time, in memory as long as their groups are and the same is excluded. */
export class SliceLedger {
  readonly #tiles: TileStore;

  static create({ tiles }: { tiles: TileStore }): SliceLedger {
    return new SliceLedger(tiles);
  }

  private constructor(tiles: TileStore) {
    this.#tiles = tiles;
  }

  /** In the order of the requests. */
  async read(requests: readonly SliceRequest[]): Promise<SummedWindows[]> {
    const sums = new Map<SliceRequest, TileSums[]>();
    const missing = requests.filter(request => {
      const kept = sumsOf(request);
      if (kept) {
        sums.set(request, kept);
      }
      return !kept;
    });
    const unpacked: UnpackedTicks = new Map();
    const byRange = groupBy(
      missing,
      ({ range }) => `${range.startMs}/${range.endMs}`,
    );
    for (const members of byRange.values()) {
      members.sort(
        (one, other) => one.rolling.group.id - other.rolling.group.id,
      );
      for (let at = 0; at < members.length; at += GROUPS_PER_READ) {
        const some = members.slice(at, at + GROUPS_PER_READ);
        await this.#fill(some, unpacked);
        some.forEach(request => sums.set(request, sumsOf(request)!));
      }
    }
    return requests.map(request => {
      const { rolling, olderTileMs } = request.rolling.slices!;
      return {
        sums: sums.get(request)!,
        newestTileMs: rolling.newestTileMs ?? olderTileMs ?? null,
      };
    });
  }

  /** All of one range. */
  async #fill(
    requests: readonly SliceRequest[],
    unpacked: UnpackedTicks,
  ): Promise<void> {
    const [{ range }] = requests;
    const { startMs, endMs } = range;
    const tiers = await this.#tiles.readTiers(
      requests.map(({ rolling }) => rolling.group.id),
      { startMs, fiveMinutesFromMs: endMs, minutesFromMs: startMs, endMs },
      unpacked,
    );
    for (const [index, request] of requests.entries()) {
      const { slices, windows, intervals, key } = request;
      const { group } = request.rolling;
      const series = toSeries(tiers[index].minutes, group.labels, startMs);
      const rolling = new RollingSlices(slices, windows, series, intervals);
      const olderTileMs =
        rolling.newestTileMs === undefined
          ? await this.#tiles.newestTileEnd(group, endMs)
          : undefined;
      request.rolling.slices = { rolling, key, olderTileMs };
    }
  }
}

/** Undefined where they are not in memory, or of something else. */
function sumsOf(request: SliceRequest): TileSums[] | undefined {
  const { windows, intervals, key } = request;
  const kept = request.rolling.slices;
  return kept?.key === key ? kept.rolling.sums(windows, intervals) : undefined;
}
