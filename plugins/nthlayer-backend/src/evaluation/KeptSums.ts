import { excludeSums, Interval, slicesOf } from '@nthlayer/engine';
import { ExcludedLedger } from '../exclusions/ExcludedLedger';
import { partsOf } from '../exclusions/ExcludedPart';
import { ExcludedTiles } from '../exclusions/ExcludedTiles';
import { ExcludedIntervals } from '../exclusions/ExcludedIntervals';
import { ActiveSlo } from '../slos/SloStore';
import { TileStore } from '../tiles/TileStore';
import { RollingGroup } from './rolling/RollingLayout';
import { StatusWindows } from './rolling/SloWindows';
import { SliceLedger } from './slices/SliceLedger';
import { SummedWindows, WindowReader } from './WindowReader';

/** Of what a status is to be made whose sums are not simply those that roll along. */
export interface SumsRequest {
  readonly active: ActiveSlo;
  readonly windows: StatusWindows;
  /** What they span. */
  readonly range: Interval;
  /** None where nothing was ever known. */
  readonly rolling: RollingGroup | undefined;
  readonly excluded: ExcludedIntervals | undefined;
}

/** A request for a group that is in memory. */
type GroupRequest = SumsRequest & { readonly rolling: RollingGroup };

const NOTHING: readonly Interval[] = [];

/**
 * The sums of SLOs of which time is excluded, or which count slices of time. What is in memory of their groups is kept
 * there from one evaluation to the next, and many are read at once where it is not.
 */
export class KeptSums {
  readonly #tiles: TileStore;
  readonly #excluded: ExcludedLedger;
  readonly #slices: SliceLedger;
  /** Of lists that are the same from one evaluation to the next. */
  readonly #quiet = new WeakMap<readonly Interval[], ExcludedTiles>();

  static create(options: { tiles: TileStore }): KeptSums {
    return new KeptSums(options.tiles);
  }

  private constructor(tiles: TileStore) {
    this.#tiles = tiles;
    this.#excluded = ExcludedLedger.create({ tiles });
    this.#slices = SliceLedger.create({ tiles });
  }

  /** In the order of the requests; where some cannot be read, the others still are. */
  async read(
    requests: readonly SumsRequest[],
  ): Promise<(SummedWindows | Error)[]> {
    try {
      return await this.#readAll(requests);
    } catch (error) {
      if (requests.length < 2) {
        return [error instanceof Error ? error : new Error(String(error))];
      }
      const half = Math.ceil(requests.length / 2);
      const first = await this.read(requests.slice(0, half));
      return [...first, ...(await this.read(requests.slice(half)))];
    }
  }

  async #readAll(requests: readonly SumsRequest[]): Promise<SummedWindows[]> {
    const summed = new Map<SumsRequest, SummedWindows>();
    const groups = requests.filter(isOfGroup);
    await this.#readSlices(
      groups.filter(({ rolling }) => !rolling.place),
      summed,
    );
    await this.#readPlain(
      groups.filter(({ rolling }) => rolling.place),
      summed,
    );
    for (const request of requests) {
      if (!request.rolling) {
        summed.set(request, await this.#nothing(request));
      }
    }
    return requests.map(request => summed.get(request)!);
  }

  async #readSlices(
    requests: readonly GroupRequest[],
    summed: Map<SumsRequest, SummedWindows>,
  ): Promise<void> {
    const read = await this.#slices.read(
      requests.map(request => ({
        rolling: request.rolling,
        slices: slicesOf(request.active.slo)!,
        windows: request.windows,
        range: request.range,
        intervals: intervalsOf(request),
        key: request.excluded?.key ?? '',
      })),
    );
    requests.forEach((request, index) =>
      summed.set(request, this.#withoutTraffic(request, read[index])),
    );
  }

  #withoutTraffic(request: SumsRequest, summed: SummedWindows): SummedWindows {
    const intervals = intervalsOf(request);
    if (intervals.length === 0) {
      return summed;
    }
    const known =
      this.#quiet.get(intervals) ?? ExcludedTiles.withoutTraffic(intervals);
    this.#quiet.set(intervals, known);
    return without(request, summed, known);
  }

  async #readPlain(
    requests: readonly GroupRequest[],
    summed: Map<SumsRequest, SummedWindows>,
  ): Promise<void> {
    const read = await this.#excluded.read(
      requests.map(request => ({
        rolling: request.rolling,
        time: request.excluded!,
        range: request.range,
        watermarkMs: request.active.progress.watermarkMs,
      })),
    );
    requests.forEach((request, index) =>
      summed.set(
        request,
        without(request, sumsInMemory(request.rolling), read[index]),
      ),
    );
  }

  async #nothing(request: SumsRequest): Promise<SummedWindows> {
    const { active, windows } = request;
    const { slo } = active;
    const { startMs, endMs } = request.range;
    const intervals = intervalsOf(request);
    const sums = await WindowReader.readSums(this.#tiles, undefined, {
      ...{ slo, startMs, endMs, windows, excluded: intervals },
    });
    const { retention } = this.#tiles;
    const excluded = slo.slices
      ? ExcludedTiles.withoutTraffic(intervals)
      : ExcludedTiles.of(undefined, partsOf(intervals, endMs, retention));
    return without(request, sums, excluded);
  }
}

function isOfGroup(request: SumsRequest): request is GroupRequest {
  return request.rolling !== undefined;
}

function intervalsOf(request: SumsRequest): readonly Interval[] {
  return request.excluded?.intervals(request.range) ?? NOTHING;
}

function without(
  { windows }: SumsRequest,
  { sums, newestTileMs }: SummedWindows,
  excluded: ExcludedTiles,
): SummedWindows {
  return {
    sums: windows.map((window, index) =>
      excludeSums(sums[index], excluded.sums(window)),
    ),
    newestTileMs,
  };
}

function sumsInMemory({ place, olderTileMs }: RollingGroup): SummedWindows {
  const { block, member } = place!;
  const { sums } = block;
  return {
    sums: sums.sums(member),
    newestTileMs: sums.newestTileMs(member) ?? olderTileMs ?? null,
  };
}
