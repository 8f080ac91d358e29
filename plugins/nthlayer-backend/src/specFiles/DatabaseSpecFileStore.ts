import { SourceFile } from '@nthlayer/engine';
import { Knex } from 'knex';
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

  saveLook(look: SpecFileLook) {
    return saveLook(this.#knex, look);
  }

  saveUnchanged(entityRefs: readonly string[], lookedAtMs: number) {
    return saveUnchanged(this.#knex, entityRefs, lookedAtMs);
  }

  saveGood(entityRef: string, file: SourceFile) {
    return saveGood(this.#knex, entityRef, file);
  }

  markDue(entityRefs: readonly string[]) {
    return markDue(this.#knex, entityRefs);
  }

  deleteFiles(entityRefs: readonly string[]) {
    return deleteFiles(this.#knex, entityRefs);
  }
}
