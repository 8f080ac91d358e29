import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { SpecReader } from '@nthlayer/backstage-plugin-nthlayer-node';
import { Clock } from '../clock';
import { Lease } from '../leases/LeaseStore';
import { AbsentFiles } from './AbsentFiles';
import { BesideTexts } from './BesideTexts';
import { SpecFileKeys } from './SpecFileKeys';
import { SpecFileReader } from './SpecFileReader';
import { SpecFileRun } from './SpecFileRun';
import { SpecFileStore } from './SpecFileStore';

/** What following spec files takes. */
export interface SpecFileSyncOptions {
  readonly clock: Clock;
  /** Environments that an entity's spec may have files of. */
  readonly environmentsOf: (entity: Entity) => readonly string[];
  /** Told of the files that specs ask for. */
  readonly keys?: SpecFileKeys;
  readonly integrations: Pick<ScmIntegrations, 'resolveUrl'>;
  readonly logger: LoggerService;
  readonly reader: SpecFileReader;
  /** How long a file at a URL is taken for unchanged, milliseconds. */
  readonly refreshMs: number;
  readonly specFiles: SpecFileStore;
  readonly specs: SpecReader;
}

/** Follows the spec files of the catalog's entities. */
export class SpecFileSync {
  readonly #options: SpecFileSyncOptions;
  readonly #absent = AbsentFiles.create();
  readonly #beside = BesideTexts.create();

  static create(options: SpecFileSyncOptions): SpecFileSync {
    return new SpecFileSync(options);
  }

  private constructor(options: SpecFileSyncOptions) {
    this.#options = options;
  }

  /** One pass over the catalog. */
  async start(signal: AbortSignal, fence?: Lease): Promise<SpecFileRun> {
    const known = await this.#options.specFiles.listSights();
    const kept = { absent: this.#absent, beside: this.#beside };
    return new SpecFileRun({ ...this.#options, ...kept, known, signal, fence });
  }
}
