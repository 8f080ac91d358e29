import { SourceFile } from '@nthlayer/engine';
import { Knex } from 'knex';
import { Lease } from '../leases/LeaseStore';
import { SpecFileLook, SpecFileStore } from './SpecFileStore';
import { deleteFiles } from './operations/deleteFiles';
import { getFile } from './operations/getFile';
import { listSights } from './operations/listSights';
import { markDue } from './operations/markDue';
import { saveGood } from './operations/saveGood';
import { saveLook } from './operations/saveLook';
import { saveUnchanged } from './operations/saveUnchanged';

/** Keeps spec files in the plugin's database. */
export class DatabaseSpecFileStore implements SpecFileStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseSpecFileStore {
    return new DatabaseSpecFileStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  listSights() {
    return listSights(this.#knex);
  }

  get(entityRef: string) {
    return getFile(this.#knex, entityRef);
  }

  saveLook(look: SpecFileLook, fence?: Lease) {
    return saveLook(this.#knex, look, fence);
  }

  saveUnchanged(
    entityRefs: readonly string[],
    lookedAtMs: number,
    fence?: Lease,
  ) {
    return saveUnchanged(this.#knex, entityRefs, { lookedAtMs, fence });
  }

  saveGood(entityRef: string, file: SourceFile, fence?: Lease) {
    return saveGood(this.#knex, entityRef, file, fence);
  }

  markDue(entityRefs: readonly string[]) {
    return markDue(this.#knex, entityRefs);
  }

  deleteFiles(entityRefs: readonly string[], fence?: Lease) {
    return deleteFiles(this.#knex, entityRefs, fence);
  }
}
