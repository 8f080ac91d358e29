import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { Lease } from '../leases/LeaseStore';
import {
  CompiledService,
  ServicePageQuery,
  ServiceQuery,
  ServiceStore,
} from './ServiceStore';
import { countServices } from './operations/countServices';
import { deleteServices } from './operations/deleteServices';
import { getAsset } from './operations/getAsset';
import { getServices } from './operations/getServices';
import { getStack } from './operations/getStack';
import { listAssets } from './operations/listAssets';
import { listEntityRefs } from './operations/listEntityRefs';
import { listHashes } from './operations/listHashes';
import { listSpecs } from './operations/listSpecs';
import { purgeServices } from './operations/purgeServices';
import { saveConflicts } from './operations/saveConflicts';
import { saveService } from './operations/saveService';

/** Keeps services in the plugin's database. */
export class DatabaseServiceStore implements ServiceStore {
  readonly #knex: Knex;
  readonly #historyMs: number | undefined;

  static create(options: {
    knex: Knex;
    /** How far back new SLIs are to be read; by default as far as their windows reach, and at least 30 days. */
    historyMs?: number;
  }): DatabaseServiceStore {
    return new DatabaseServiceStore(options.knex, options.historyMs);
  }

  private constructor(knex: Knex, historyMs: number | undefined) {
    this.#knex = knex;
    this.#historyMs = historyMs;
  }

  listHashes() {
    return listHashes(this.#knex);
  }

  saveService(service: CompiledService, nowMs: number, fence?: Lease) {
    return saveService(this.#knex, service, {
      nowMs,
      historyMs: this.#historyMs,
      fence,
    });
  }

  deleteServices(entityRefs: readonly string[], nowMs: number, fence?: Lease) {
    return deleteServices(this.#knex, entityRefs, { nowMs, fence });
  }

  listSpecs() {
    return listSpecs(this.#knex);
  }

  saveConflicts(
    conflicts: ReadonlyMap<string, readonly Diagnostic[]>,
    fence?: Lease,
  ) {
    return saveConflicts(this.#knex, conflicts, fence);
  }

  getServices(entityRefs: readonly string[]) {
    return getServices(this.#knex, entityRefs);
  }

  listEntityRefs(query: ServicePageQuery) {
    return listEntityRefs(this.#knex, query);
  }

  countServices(query: ServiceQuery) {
    return countServices(this.#knex, query);
  }

  getStack(revision: string) {
    return getStack(this.#knex, revision);
  }

  listAssets(revision: string) {
    return listAssets(this.#knex, revision);
  }

  getAsset(revision: string, assetId: string) {
    return getAsset(this.#knex, revision, assetId);
  }

  purgeServices(nowMs: number, fence?: Lease) {
    return purgeServices(this.#knex, nowMs, fence);
  }
}
