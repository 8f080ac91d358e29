import { InputError } from '@backstage/errors';
import { BudgetStatus, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  countedGroups,
  evaluateBudget,
  excludeSums,
  Interval,
  newestKnownEnd,
  sumTiers,
  TieredTiles,
  WindowRequest,
} from '@nthlayer/engine';
import { setImmediate } from 'node:timers/promises';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { floorTo, TILE_MS } from '../durations';
import { SummedWindows, WindowReader } from '../evaluation/WindowReader';
import { SloWindows } from '../evaluation/rolling/SloWindows';
import { coverParts, ExcludedPart, partsOf } from '../exclusions/ExcludedPart';
import { ExcludedTiles } from '../exclusions/ExcludedTiles';
import { ExclusionCalendar } from '../exclusions/ExclusionCalendar';
import { ExclusionStore } from '../exclusions/ExclusionStore';
import { ActiveSlo, SloMoment, SloStore, StoredStatus } from '../slos/SloStore';
import { withoutNoData } from '../slos/withoutNoData';
import { startPausing } from '../startPausing';
import { TierRange, TileGroup, TileStore } from '../tiles/TileStore';
import {
  KeptSince,
  keptSince,
  onSlots,
  replayRange,
  slotAt,
} from './replayWindows';

/** What a replay works with. */
export interface StatusReplayOptions {
  readonly clock: Clock;
  readonly exclusions: ExclusionStore;
  readonly slos: SloStore;
  readonly sources: DataSourceRegistry;
  readonly tiles: TileStore;
  readonly tickMs: number;
}

/** SLOs and statuses as of a moment. */
export interface Replay {
  readonly active: ActiveSlo[];
  readonly statuses: StoredStatus[];
}

/** Groups whose ids are near each other have their tiles in the same rows. */
const GROUPS_PER_READ = 20;

interface Moment {
  readonly atMs: number;
  readonly nowMs: number;
  readonly kept: KeptSince;
  readonly calendar: ExclusionCalendar;
}

/** What is read of each group of an SLO. */
interface Asked {
  readonly atMs: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly windows: readonly WindowRequest[];
  readonly intervals: readonly Interval[];
  readonly parts: readonly ExcludedPart[];
  readonly range: TierRange;
}

interface Read extends SummedWindows {
  readonly excluded: ExcludedTiles;
}

/**
 * Computes statuses of a past moment anew, from the tiles that are kept now, with the SLOs and exclusions of then. Nothing
 * is stored, so that what was decided stays as it was.
 */
export class StatusReplay {
  readonly #options: StatusReplayOptions;
  readonly #windows: SloWindows;

  static create(options: StatusReplayOptions): StatusReplay {
    return new StatusReplay(options);
  }

  private constructor(options: StatusReplayOptions) {
    this.#options = options;
    this.#windows = SloWindows.create(options);
  }

  /** Throws `InputError` for a moment that has not come yet. */
  async replay(wanted: SloMoment): Promise<Replay> {
    const { clock, exclusions, slos, tiles } = this.#options;
    const nowMs = clock.now();
    if (wanted.atMs > nowMs) {
      throw new InputError(`at: ${wanted.atMs} has not come yet`);
    }
    const active = await slos.listAt(wanted);
    const moment: Moment = {
      atMs: wanted.atMs,
      nowMs,
      kept: keptSince(tiles.retention, nowMs),
      calendar: new ExclusionCalendar(await exclusions.list(wanted)),
    };
    const statuses: StoredStatus[] = [];
    const pause = startPausing();
    for (const slo of active) {
      statuses.push(...(await this.#statuses(slo, moment, pause)));
    }
    return { active, statuses };
  }

  async #statuses(
    active: ActiveSlo,
    moment: Moment,
    pause: () => Promise<void> | undefined,
  ): Promise<StoredStatus[]> {
    const { entityRef, environment, sliRevisionId, revision, slo } = active;
    const groups: (TileGroup | undefined)[] =
      await this.#options.tiles.listGroupsAt(sliRevisionId, moment.atMs);
    if (groups.length === 0) {
      groups.push(undefined);
    }
    const areUnseen = groups[0] === undefined && slo.sli.groupBy.length > 0;
    const judged = areUnseen ? withoutNoData(slo) : slo;
    const asked = this.#asked(active, moment);
    const statuses: StoredStatus[] = [];
    for (let at = 0; at < groups.length; at += GROUPS_PER_READ) {
      const some = groups.slice(at, at + GROUPS_PER_READ);
      const read = await this.#read(slo, some, asked);
      for (const [index, group] of some.entries()) {
        statuses.push({
          entityRef,
          environment,
          slo: slo.name,
          sliRevisionId,
          revision,
          labels: group?.labels ?? {},
          status: this.#status(judged, read[index], asked),
        });
        await pause();
      }
    }
    return countedGroups(statuses, ({ status }) => status.newestTileMs);
  }

  /** The windows of an SLO at a moment, on slots that are still kept. */
  #asked(active: ActiveSlo, { atMs, nowMs, kept, calendar }: Moment): Asked {
    const { sources, tiles } = this.#options;
    const newestMs = sources.newestTileEnd(active.dataSource, atMs);
    const endMs = floorTo(newestMs, slotAt(newestMs, kept));
    const windows = this.#windows
      .at(active, endMs)
      .map(window => onSlots(window, kept));
    const startMs = Math.min(...windows.map(window => window.startMs));
    const intervals =
      calendar.timeOf(active)?.intervals({ startMs, endMs }) ?? [];
    const parts = partsOf(intervals, nowMs, tiles.retention);
    const range = coverParts(replayRange(startMs, endMs, kept), parts);
    return { atMs, startMs, endMs, windows, intervals, parts, range };
  }

  #read(
    slo: Slo,
    groups: readonly (TileGroup | undefined)[],
    asked: Asked,
  ): Promise<Read[]> {
    return slo.slices
      ? this.#readSlices(slo, groups, asked)
      : this.#readCounts(groups, asked);
  }

  async #readSlices(
    slo: Slo,
    groups: readonly (TileGroup | undefined)[],
    { startMs, endMs, windows, intervals }: Asked,
  ): Promise<Read[]> {
    const excluded = ExcludedTiles.withoutTraffic(intervals);
    const read: Read[] = [];
    for (const group of groups) {
      const summed = await WindowReader.readSums(this.#options.tiles, group, {
        slo,
        startMs,
        endMs,
        excluded: intervals,
        windows,
      });
      read.push({ ...summed, excluded });
      await setImmediate();
    }
    return read;
  }

  /** By one statement. */
  async #readCounts(
    groups: readonly (TileGroup | undefined)[],
    { endMs, windows, parts, range }: Asked,
  ): Promise<Read[]> {
    const ids = groups.flatMap(group => (group ? [group.id] : []));
    const tiersOf = new Map<number, TieredTiles>();
    if (ids.length > 0) {
      const all = await this.#options.tiles.readTiers(ids, range);
      ids.forEach((id, index) => tiersOf.set(id, all[index]));
    }
    return groups.map(group => {
      const tiers = group && tiersOf.get(group.id);
      const newestMs = tiers && newestKnownEnd(tiers);
      return {
        sums: windows.map(window => sumOf(window, tiers)),
        newestTileMs: newestMs === undefined ? null : Math.min(newestMs, endMs),
        excluded: ExcludedTiles.of(tiers, parts),
      };
    });
  }

  #status(
    slo: Slo,
    { sums, newestTileMs, excluded }: Read,
    { atMs, windows }: Asked,
  ): BudgetStatus {
    const { tickMs } = this.#options;
    const [ofBudget, ...ofBurn] = windows.map((window, index) => ({
      ...window,
      sums: excludeSums(sums[index], excluded.sums(window)),
    }));
    return evaluateBudget(
      slo,
      { budget: ofBudget, burn: ofBurn },
      { nowMs: atMs, tickMs, newestTileMs },
    );
  }
}

function sumOf(
  { startMs, endMs }: WindowRequest,
  tiers: TieredTiles | undefined,
) {
  const expectedTiles = Math.max(0, endMs - startMs) / TILE_MS;
  return tiers
    ? sumTiers(tiers, startMs, endMs)
    : { bad: 0, total: 0, knownTiles: 0, expectedTiles };
}
