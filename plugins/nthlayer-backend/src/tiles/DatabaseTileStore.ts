import { Knex } from 'knex';
import { BackfillRestart, TileGroup, TileStore, TileWrite } from './TileStore';
import { backfillCursor, watermark } from './operations/cursors';
import { listGroups } from './operations/listGroups';
import { newestTileEnd } from './operations/newestTileEnd';
import { purgeTiles } from './operations/purgeTiles';
import { readHours } from './operations/readHours';
import { readTiles } from './operations/readTiles';
import { restartBackfill } from './operations/restartBackfill';
import { writeTiles } from './operations/writeTiles';

/** Keeps tiles in the plugin's database, an hour of them a row. */
export class DatabaseTileStore implements TileStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseTileStore {
    return new DatabaseTileStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  appendTiles(write: TileWrite) {
    return writeTiles(this.#knex, write, watermark);
  }

  backfillTiles(write: TileWrite) {
    return writeTiles(this.#knex, write, backfillCursor);
  }

  restartBackfill(restart: BackfillRestart) {
    return restartBackfill(this.#knex, restart);
  }

  listGroups(sliRevisionId: number) {
    return listGroups(this.#knex, sliRevisionId);
  }

  readTiles(group: TileGroup, startMs: number, endMs: number) {
    return readTiles(this.#knex, group, startMs, endMs);
  }

  readHours(group: TileGroup, startMs: number, endMs: number) {
    return readHours(this.#knex, group, startMs, endMs);
  }

  newestTileEnd(group: TileGroup, beforeMs: number) {
    return newestTileEnd(this.#knex, group, beforeMs);
  }

  purgeTiles(nowMs: number) {
    return purgeTiles(this.#knex, nowMs);
  }
}
