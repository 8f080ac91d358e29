import { Knex } from 'knex';
import { Followers } from '../cursors/Followers';
import { Lease } from '../leases/LeaseStore';
import { GroupIds } from './GroupIds';
import { GroupName } from './GroupName';
import { DEFAULT_RETENTION, Retention } from './Retention';
import {
  BackfillRestart,
  TickWrite,
  TierRange,
  TileGroup,
  TileStore,
  TileWrite,
  UnpackedTicks,
  WriteOutcome,
} from './TileStore';
import { TierRoom } from './TierRoom';
import { appendTick } from './operations/appendTick';
import { backfillTiles } from './operations/backfillTiles';
import { findGroup } from './operations/findGroup';
import { listGroups } from './operations/listGroups';
import { listGroupsAt } from './operations/listGroupsAt';
import { newestTileEnd } from './operations/newestTileEnd';
import { purgeGroups } from './operations/purgeGroups';
import { purgeTiles } from './operations/purgeTiles';
import { readHours } from './operations/readHours';
import { readTiers } from './operations/readTiers';
import { readTiles } from './operations/readTiles';
import { retireGroups } from './operations/retireGroups';
import { restartBackfill } from './operations/restartBackfill';
import { sealTiles } from './operations/sealTiles';

/** What tiles are kept in, and how long. */
export interface DatabaseTileStoreOptions {
  readonly knex: Knex;
  readonly retention?: Retention;
}

/**
 * Keeps tiles in the plugin's database: a few rows for each tick, which are sealed into chunks of single groups when
 * their hour is over.
 */
export class DatabaseTileStore implements TileStore {
  readonly retention: Retention;
  readonly #knex: Knex;
  readonly #followers = Followers.create();
  readonly #groupIds = GroupIds.create();

  static create(options: DatabaseTileStoreOptions): DatabaseTileStore {
    return new DatabaseTileStore(options);
  }

  private constructor(options: DatabaseTileStoreOptions) {
    this.#knex = options.knex;
    this.retention = options.retention ?? DEFAULT_RETENTION;
  }

  appendTick(write: TickWrite, fence?: Lease) {
    return appendTick(this.#knex, write, {
      followers: this.#followers,
      groupIds: this.#groupIds,
      fence,
    });
  }

  async appendTiles(write: TileWrite, fence?: Lease): Promise<WriteOutcome> {
    const { startMs, endMs, ...sli } = write;
    const tick = { startMs, endMs, slis: [sli] };
    const written = await this.appendTick(tick, fence);
    return written.length > 0 ? 'written' : 'superseded';
  }

  backfillTiles(write: TileWrite, fence?: Lease) {
    return backfillTiles(this.#knex, write, {
      groupIds: this.#groupIds,
      retention: this.retention,
      fence,
    });
  }

  restartBackfill(restart: BackfillRestart, fence?: Lease) {
    return restartBackfill(this.#knex, restart, fence);
  }

  async listGroups(sliRevisionId: number) {
    const groups = await listGroups(this.#knex, [sliRevisionId]);
    return groups.get(sliRevisionId) ?? [];
  }

  listGroupsOf(sliRevisionIds: readonly number[]) {
    return listGroups(this.#knex, sliRevisionIds);
  }

  listGroupsAt(sliRevisionId: number, atMs: number) {
    return listGroupsAt(this.#knex, sliRevisionId, atMs);
  }

  findGroup(name: GroupName) {
    return findGroup(this.#knex, name);
  }

  forgetGroups(sliRevisionIds: ReadonlySet<number>) {
    this.#groupIds.forget(sliRevisionIds);
  }

  readTiers(
    groupIds: readonly number[],
    range: TierRange,
    unpacked?: UnpackedTicks,
    room?: TierRoom,
  ) {
    return readTiers(this.#knex, groupIds, range, { unpacked, room });
  }

  readTiles(group: TileGroup, startMs: number, endMs: number) {
    return readTiles(this.#knex, group, startMs, endMs);
  }

  readHours(group: TileGroup, startMs: number, endMs: number) {
    return readHours(this.#knex, group, startMs, endMs);
  }

  newestTileEnd(group: TileGroup, beforeMs: number) {
    const { retention } = this;
    return newestTileEnd(this.#knex, group, { beforeMs, retention });
  }

  async sealTiles(nowMs: number, fence?: Lease) {
    const { retention } = this;
    const sealed = await sealTiles(this.#knex, { nowMs, retention, fence });
    await retireGroups(this.#knex, { nowMs, fence });
    return sealed;
  }

  async purgeTiles(nowMs: number, fence?: Lease) {
    const { retention } = this;
    const rows = await purgeTiles(this.#knex, { nowMs, retention, fence });
    const beforeMs = nowMs - retention.hourMs;
    return rows + (await purgeGroups(this.#knex, { beforeMs, fence }));
  }
}
