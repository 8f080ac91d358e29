import { slicesOf } from '@nthlayer/engine';
import { DataSourceRegistry } from '../../dataSources/DataSourceRegistry';
import { MovingProgress } from '../../slos/MovingProgress';
import { ActiveSlo } from '../../slos/SloStore';
import { startPausing } from '../../startPausing';
import { TickWrite, TileStore } from '../../tiles/TileStore';
import { AddedTick } from './AddedTick';
import { KeptList } from './KeptList';
import { RollingLayout } from './RollingLayout';
import { RollingMemory } from './RollingMemory';
import { GroupRead, RollingReader } from './RollingReader';
import { addGroup, groupOf, RollingSlo } from './RollingSlo';
import { putTiles } from './putTiles';
import { SharedProgress } from './SharedProgress';
import { putTable, TableRows } from './TableRows';
import { SloWindows } from './SloWindows';

const SLOS_PER_LOOK = 64;

/**
 * The sums of all groups' windows in memory, so that a tick costs the same however much is stored. What is in memory is
 * as good as the store as long as nobody else has read for the SLO: then, and at the start, it is made anew.
 */
export class RollingLedger {
  readonly #tiles: TileStore;
  readonly #windows: SloWindows;
  readonly #reader: RollingReader;
  readonly #memory = RollingMemory.create();
  /** Watermarks of SLOs not in memory that the current tick has moved; what is listed of them is older. */
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
    this.#reader = new RollingReader(
      tiles,
      dataSource => this.#memory.sourceOf(dataSource).blocks,
    );
  }

  /** What a tick has just written for some revisions. */
  async add(write: TickWrite, written: readonly number[]): Promise<void> {
    const { slis, table } = write;
    const tick = new AddedTick(write, written);
    const pause = startPausing();
    for (const { sliRevisionId, series } of slis) {
      const slo = tick.has(sliRevisionId) && this.#memory.get(sliRevisionId);
      if (
        slo &&
        !series.every(one => putTiles(groupOf(slo, one.group), one, write))
      ) {
        tick.broken.add(sliRevisionId);
      }
      const pausing = pause();
      if (pausing) {
        await pausing;
      }
    }
    const rows = table && (await this.#memory.rowsOf(table));
    if (table && rows) {
      await putTable(table, rows, { tick, pause });
    }
    const kept = this.#keptOf(write);
    if (isOfAll(kept, write, rows) && tick.moveAll(kept)) {
      return;
    }
    kept?.divide();
    slis.forEach(({ sliRevisionId }) =>
      this.#move(sliRevisionId, this.#memory.get(sliRevisionId), tick),
    );
    table?.sliRevisionIds.forEach((id, index) =>
      this.#move(id, rows?.slos[index], tick),
    );
  }

  /** The list of the data source that something was written of. */
  #keptOf({ slis, table }: TickWrite): KeptList | undefined {
    const [some = slis[0]?.sliRevisionId] = table?.sliRevisionIds ?? [];
    const slo = this.#memory.get(some);
    return slo && this.#memory.sourceOf(slo.dataSource).kept;
  }

  /** An SLO that was not as far as the tick began, or of which not all could be put here, is a matter for the store. */
  #move(
    sliRevisionId: number,
    slo: RollingSlo | undefined,
    tick: AddedTick,
  ): void {
    if (tick.has(sliRevisionId)) {
      const isBroken = tick.broken.size > 0 && tick.broken.has(sliRevisionId);
      const moved = slo && !isBroken && tick.moved(slo.progress);
      if (moved) {
        slo.progress = moved;
      } else {
        this.#memory.drop(sliRevisionId);
        this.#moved.set(sliRevisionId, tick.endMs);
      }
    }
  }

  /** Drops what somebody else has read for, as their progress tells, and what is evaluated no more. */
  async keep(dataSource: string, active: readonly ActiveSlo[]): Promise<void> {
    const source = this.#memory.sourceOf(dataSource);
    const before = source.kept?.active === active ? source.kept : undefined;
    if (before?.isAsListed) {
      return;
    }
    const known =
      before?.slos ?? active.map(slo => this.#memory.get(slo.sliRevisionId));
    source.kept = undefined;
    const regrouped = new Set<number>();
    const pause = startPausing();
    const sharing = new SharedProgress();
    let kept = 0;
    for (let index = 0; index < active.length; index++) {
      const { sliRevisionId, slo, progress } = active[index];
      const rolling = known[index];
      if (this.#moved.size > 0) {
        this.#moved.delete(sliRevisionId);
      }
      const shared = rolling && sharing.of(progress, rolling.progress);
      if (shared && this.#areAlike(rolling, active[index])) {
        rolling.slo = slo;
        if (rolling.progress !== shared) {
          rolling.progress = shared;
        }
        kept += 1;
      } else {
        if (rolling?.progress.groupsVersion !== progress.groupsVersion) {
          regrouped.add(sliRevisionId);
        }
        this.#memory.drop(sliRevisionId);
      }
      // most are only looked at, which is less than looking at the clock
      const pausing = index % SLOS_PER_LOOK === 0 && pause();
      if (pausing) {
        await pausing;
      }
    }
    if (kept < source.slos.size) {
      const current = new Set(active.map(slo => slo.sliRevisionId));
      for (const id of [...source.slos].filter(each => !current.has(each))) {
        regrouped.add(id);
        this.#memory.drop(id);
      }
    }
    this.#tiles.forgetGroups(regrouped);
    if (kept === active.length) {
      source.kept = new KeptList(active, known, sharing.own);
    }
  }

  /**
   * The groups of all these SLOs of a data source, with sums up to `endMs`. Reads from the store what is not in memory,
   * many at a time.
   */
  async at(
    dataSource: string,
    active: readonly ActiveSlo[],
    endMs: number,
  ): Promise<RollingLayout> {
    const source = this.#memory.sourceOf(dataSource);
    const pause = startPausing();
    for (const block of source.blocks.moveTo(endMs)) {
      if (block.isOver) {
        source.layout = undefined;
      }
      const pausing = pause();
      if (pausing) {
        await pausing;
      }
    }
    if (!source.layout?.isOf(active)) {
      const missing = active.filter(
        slo => !this.#memory.has(slo.sliRevisionId),
      );
      await this.#read(missing, endMs);
      source.layout = await this.#layOut(active);
    }
    const { layout } = source;
    layout.problems.forEach((_problem, slo) =>
      this.#memory.drop(active[slo].sliRevisionId),
    );
    return layout;
  }

  /** Whether the windows of an SLO are those in memory; alerts, and so their windows, depend on the objective as well. */
  #areAlike(rolling: RollingSlo, active: ActiveSlo): boolean {
    return (
      rolling.slo === active.slo ||
      rolling.shape === this.#windows.shapeOf(active)
    );
  }

  #layOut(active: readonly ActiveSlo[]): Promise<RollingLayout> {
    return RollingLayout.create(
      active,
      active.map(
        slo =>
          this.#memory.get(slo.sliRevisionId) ?? {
            groups: [],
            shape: this.#windows.shapeOf(slo),
          },
      ),
    );
  }

  async #read(active: readonly ActiveSlo[], endMs: number): Promise<void> {
    const groups = await this.#tiles.listGroupsOf(
      active.map(slo => slo.sliRevisionId),
    );
    const work: GroupRead[] = [];
    const pause = startPausing();
    for (const slo of active) {
      const rolling = this.#begin(slo);
      for (const group of groups.get(slo.sliRevisionId) ?? []) {
        if (slicesOf(slo.slo)) {
          addGroup(rolling, { group });
        } else {
          work.push({ rolling, group });
        }
      }
      const pausing = pause();
      if (pausing) {
        await pausing;
      }
    }
    await this.#reader.read(work, endMs);
  }

  /** An SLO of which nothing is in memory yet. */
  #begin(active: ActiveSlo): RollingSlo {
    const { sliRevisionId, dataSource, slo } = active;
    const rolling: RollingSlo = {
      ...{ dataSource, slo, groups: [] },
      shape: this.#windows.shapeOf(active),
      progress: this.#progressOf(active),
    };
    this.#memory.put(sliRevisionId, rolling);
    return rolling;
  }

  #progressOf({ sliRevisionId, progress }: ActiveSlo): MovingProgress {
    const known = this.#memory.get(sliRevisionId);
    const watermarkMs = this.#moved.get(sliRevisionId) ?? progress.watermarkMs;
    return known?.progress ?? { ...progress, watermarkMs };
  }
}

/** Whether all SLOs of a list were read, and are in memory. */
function isOfAll(
  kept: KeptList | undefined,
  { slis, table }: TickWrite,
  rows: TableRows | undefined,
): kept is KeptList {
  return (
    rows?.areAll === true &&
    slis.length === 0 &&
    kept?.active.length === table?.sliRevisionIds.length
  );
}
