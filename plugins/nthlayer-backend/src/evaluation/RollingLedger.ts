import { Slo, TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { RollingSums, WindowRequest, groupKey } from '@nthlayer/engine';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { TILE_MS } from '../durations';
import { ActiveSlo, ReadingProgress } from '../slos/SloStore';
import { startPausing } from '../startPausing';
import {
  TickWrite,
  TileGroup,
  TileStore,
  UnpackedTicks,
} from '../tiles/TileStore';
import { areCounts } from '../tiles/toMinutes';
import { SloWindows } from './SloWindows';
import { tierRange } from './WindowReader';

/** Groups whose ids are near each other have their newest tiles in the same rows, which are unpacked once for all; few enough to be read in some milliseconds. */
const GROUPS_PER_READ = 50;

/** A group with the sums of its SLO's windows. */
export interface RollingGroup {
  readonly group: TileGroup;
  /** None for an SLO that counts slices of time: they are cut from tiles. */
  readonly sums?: RollingSums;
  /** Where nothing is known of the windows, the newest tile before them. */
  readonly olderTileMs?: number;
}

interface RollingSlo {
  readonly dataSource: string;
  /** As far as windows and their sums depend on it. */
  slo: Slo;
  progress: ReadingProgress;
  readonly groups: Map<string, RollingGroup>;
  /** Why not all groups could be read. */
  problem?: unknown;
}

interface GroupRead {
  readonly rolling: RollingSlo;
  readonly group: TileGroup;
  readonly windows: readonly WindowRequest[];
}

/** Up to when groups are read, and what of it is in memory. */
interface ReadTime {
  readonly endMs: number;
  readonly unpacked: UnpackedTicks;
}

/**
 * The sums of all groups' windows in memory, so that a tick costs the same however much is stored. What is in memory is
 * as good as the store as long as nobody else has read for the SLO: then, and at the start, it is made anew.
 */
export class RollingLedger {
  readonly #tiles: TileStore;
  readonly #windows: SloWindows;
  readonly #slos = new Map<number, RollingSlo>();
  /** Watermarks that the current tick has moved; what is listed of its SLOs is older. */
  readonly #moved = new Map<number, number>();

  static create(options: {
    tiles: TileStore;
    sources: DataSourceRegistry;
  }): RollingLedger {
    return new RollingLedger(options.tiles, SloWindows.create(options));
  }

  private constructor(tiles: TileStore, windows: SloWindows) {
    this.#tiles = tiles;
    this.#windows = windows;
  }

  /** What a tick has just written for some revisions. */
  async add(
    { startMs, endMs, slis }: TickWrite,
    written: readonly number[],
  ): Promise<void> {
    const isWritten = new Set(written);
    const moved = new Map<ReadingProgress, ReadingProgress>();
    const move = (progress: ReadingProgress) => {
      const known = moved.get(progress) ?? { ...progress, watermarkMs: endMs };
      moved.set(progress, known);
      return known;
    };
    written.forEach(id => this.#moved.set(id, endMs));
    const pause = startPausing();
    for (const { sliRevisionId, series } of slis) {
      const slo = this.#slos.get(sliRevisionId);
      if (slo && isWritten.has(sliRevisionId)) {
        const isThere =
          slo.progress.watermarkMs === startMs &&
          series.every(one => putTiles(slo, one, { startMs, endMs }));
        slo.progress = move(slo.progress);
        if (!isThere) {
          this.#slos.delete(sliRevisionId);
        }
      }
      const pausing = pause();
      if (pausing) {
        await pausing;
      }
    }
  }

  /** Drops what somebody else has read for, as their progress tells, and what is evaluated no more. */
  keep(dataSource: string, active: readonly ActiveSlo[]): void {
    const current = new Map(active.map(slo => [slo.sliRevisionId, slo]));
    current.forEach((_, id) => this.#moved.delete(id));
    for (const [id, slo] of this.#slos) {
      const now = current.get(id);
      const isCurrent =
        now && isSame(now.progress, slo.progress) && areAlike(now.slo, slo.slo);
      if (slo.dataSource === dataSource && !isCurrent) {
        this.#slos.delete(id);
      } else if (now) {
        slo.slo = now.slo;
        slo.progress = now.progress;
      }
    }
  }

  /**
   * The groups of every SLO, with sums up to `endMs`. Reads from the store what is not in memory, many at a time. Asking
   * for an SLO of which something cannot be read throws.
   */
  async at(
    active: readonly ActiveSlo[],
    endMs: number,
  ): Promise<(slo: ActiveSlo) => readonly RollingGroup[]> {
    const missing = active.filter(slo => !this.#has(slo, endMs));
    await this.#read(missing, endMs);
    const pause = startPausing();
    const found = new Map<number, RollingSlo>();
    for (const { sliRevisionId } of active) {
      const slo = this.#slos.get(sliRevisionId);
      if (slo) {
        slo.groups.forEach(({ sums }) => sums?.advance(endMs));
        found.set(sliRevisionId, slo);
      }
      const pausing = pause();
      if (pausing) {
        await pausing;
      }
    }
    return ({ sliRevisionId }) => {
      const slo = found.get(sliRevisionId);
      if (slo?.problem) {
        this.#slos.delete(sliRevisionId);
        throw slo.problem;
      }
      return [...(slo?.groups.values() ?? [])];
    };
  }

  #has({ sliRevisionId }: ActiveSlo, endMs: number): boolean {
    const slo = this.#slos.get(sliRevisionId);
    return (
      slo !== undefined &&
      [...slo.groups.values()].every(({ sums }) => !sums || sums.endMs <= endMs)
    );
  }

  async #read(active: readonly ActiveSlo[], endMs: number): Promise<void> {
    const groups = await this.#tiles.listGroupsOf(
      active.map(slo => slo.sliRevisionId),
    );
    const work = active.flatMap(slo => {
      const windows = this.#windows.at(slo, endMs);
      const rolling: RollingSlo = {
        dataSource: slo.dataSource,
        slo: slo.slo,
        progress: this.#progressOf(slo),
        groups: new Map(),
      };
      this.#slos.set(slo.sliRevisionId, rolling);
      const own = groups.get(slo.sliRevisionId) ?? [];
      if (slo.slo.slices) {
        own.forEach(group =>
          rolling.groups.set(groupKey(group.labels), { group }),
        );
        return [];
      }
      return own.map(group => ({ rolling, group, windows }));
    });
    work.sort((one, other) => one.group.id - other.group.id);
    const unpacked: UnpackedTicks = new Map();
    for (let at = 0; at < work.length; at += GROUPS_PER_READ) {
      const some = work.slice(at, at + GROUPS_PER_READ);
      await this.#readSafely(some, { endMs, unpacked });
    }
  }

  #progressOf({ sliRevisionId, progress }: ActiveSlo): ReadingProgress {
    const watermarkMs = this.#moved.get(sliRevisionId);
    return watermarkMs === undefined || watermarkMs === progress.watermarkMs
      ? progress
      : { ...progress, watermarkMs };
  }

  /** Where some cannot be read, the others still are. */
  async #readSafely(work: readonly GroupRead[], of: ReadTime): Promise<void> {
    try {
      await this.#readGroups(work, of);
    } catch (error) {
      if (work.length === 1) {
        work[0].rolling.problem = error;
        return;
      }
      const half = Math.ceil(work.length / 2);
      await this.#readSafely(work.slice(0, half), of);
      await this.#readSafely(work.slice(half), of);
    }
  }

  async #readGroups(
    work: readonly GroupRead[],
    { endMs, unpacked }: ReadTime,
  ): Promise<void> {
    const startMs = Math.min(
      ...work.flatMap(({ windows }) => windows.map(window => window.startMs)),
    );
    const tiers = await this.#tiles.readTiers(
      work.map(({ group }) => group.id),
      tierRange(startMs, endMs),
      unpacked,
    );
    const pause = startPausing();
    for (const [index, { rolling, group, windows }] of work.entries()) {
      const sums = new RollingSums(tiers[index], windows, endMs);
      const olderTileMs =
        sums.newestTileMs === undefined
          ? await this.#tiles.newestTileEnd(group, endMs)
          : undefined;
      rolling.groups.set(groupKey(group.labels), { group, sums, olderTileMs });
      await pause();
    }
  }
}

/** Whether windows are the same for both. */
function areAlike(one: Slo, other: Slo): boolean {
  return one === other || shapeOf(one) === shapeOf(other);
}

function shapeOf({ window, method, slices, alerts }: Slo): string {
  return JSON.stringify({ window, method, slices, alerts });
}

function isSame(one: ReadingProgress, other: ReadingProgress): boolean {
  return (
    one.watermarkMs === other.watermarkMs &&
    one.backfillReachedMs === other.backfillReachedMs &&
    one.backfillOriginMs === other.backfillOriginMs
  );
}

/** False where the store has to tell: the group is new, or the tiles are old. */
function putTiles(
  { groups }: RollingSlo,
  series: TileSeries,
  { startMs, endMs }: { startMs: number; endMs: number },
): boolean {
  const isOnGrid = (series.startMs - startMs) % TILE_MS === 0;
  if (series.stepMs !== TILE_MS || !isOnGrid) {
    return true;
  }
  let rolling: RollingGroup | undefined;
  for (let index = 0; index < series.total.length; index++) {
    const tileMs = series.startMs + index * TILE_MS;
    const bad = series.bad[index];
    const total = series.total[index];
    if (tileMs >= startMs && tileMs < endMs && areCounts(bad, total)) {
      rolling ??= groups.get(groupKey(series.group));
      if (!rolling) {
        return false;
      }
      rolling.sums?.advance(endMs);
      if (rolling.sums?.put(tileMs, bad, total) === false) {
        return false;
      }
    }
  }
  return true;
}
