import { InputError } from '@backstage/errors';
import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  evaluateBudget,
  excludeSums,
  newestKnownEnd,
  sumTiers,
  WindowRequest,
} from '@nthlayer/engine';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { floorTo, TILE_MS } from '../durations';
import { SummedWindows, WindowReader } from '../evaluation/WindowReader';
import { SloWindows } from '../evaluation/rolling/SloWindows';
import { ExcludedTiles } from '../exclusions/ExcludedTiles';
import { ExclusionCalendar } from '../exclusions/ExclusionCalendar';
import { ExclusionStore } from '../exclusions/ExclusionStore';
import { ActiveSlo, SloMoment, SloStore, StoredStatus } from '../slos/SloStore';
import { TileGroup, TileStore } from '../tiles/TileStore';
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

interface Moment {
  readonly atMs: number;
  readonly nowMs: number;
  readonly kept: KeptSince;
  readonly calendar: ExclusionCalendar;
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
    for (const slo of active) {
      statuses.push(...(await this.#statuses(slo, moment)));
    }
    return { active, statuses };
  }

  async #statuses(active: ActiveSlo, moment: Moment): Promise<StoredStatus[]> {
    const { entityRef, environment, sliRevisionId, revision, slo } = active;
    const groups: (TileGroup | undefined)[] =
      await this.#options.tiles.listGroups(sliRevisionId);
    if (groups.length === 0 && slo.sli.groupBy.length === 0) {
      groups.push(undefined);
    }
    const statuses: StoredStatus[] = [];
    for (const group of groups) {
      statuses.push({
        entityRef,
        environment,
        slo: slo.name,
        sliRevisionId,
        revision,
        labels: group?.labels ?? {},
        status: await this.#status(active, group, moment),
      });
    }
    return statuses;
  }

  async #status(
    active: ActiveSlo,
    group: TileGroup | undefined,
    { atMs, nowMs, kept, calendar }: Moment,
  ): Promise<BudgetStatus> {
    const { sources, tiles, tickMs } = this.#options;
    const { slo, dataSource } = active;
    const newestMs = sources.newestTileEnd(dataSource, atMs);
    const endMs = floorTo(newestMs, slotAt(newestMs, kept));
    const windows = this.#windows
      .at(active, endMs)
      .map(window => onSlots(window, kept));
    const startMs = Math.min(...windows.map(window => window.startMs));
    const intervals =
      calendar.timeOf(active)?.intervals({ startMs, endMs }) ?? [];
    const { sums, newestTileMs } = slo.slices
      ? await WindowReader.readSums(tiles, group, {
          slo,
          startMs,
          endMs,
          excluded: intervals,
          windows,
        })
      : await this.#readSums(group, { startMs, endMs, windows, kept });
    const time = { intervals, slo, endMs: nowMs };
    const excluded = await ExcludedTiles.read(tiles, group, time);
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

  async #readSums(
    group: TileGroup | undefined,
    request: {
      startMs: number;
      endMs: number;
      windows: readonly WindowRequest[];
      kept: KeptSince;
    },
  ): Promise<SummedWindows> {
    const { startMs, endMs, windows, kept } = request;
    const range = replayRange(startMs, endMs, kept);
    const [tiers] = group
      ? await this.#options.tiles.readTiers([group.id], range)
      : [];
    const newestMs = tiers && newestKnownEnd(tiers);
    return {
      sums: windows.map(window => sumOf(window, tiers)),
      newestTileMs: newestMs === undefined ? null : Math.min(newestMs, endMs),
    };
  }
}

function sumOf(
  { startMs, endMs }: WindowRequest,
  tiers: Parameters<typeof sumTiers>[0] | undefined,
) {
  const expectedTiles = Math.max(0, endMs - startMs) / TILE_MS;
  return tiers
    ? sumTiers(tiers, startMs, endMs)
    : { bad: 0, total: 0, knownTiles: 0, expectedTiles };
}
