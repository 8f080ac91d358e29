import { ServiceAccess } from '../permissions/ServiceAccess';
import { ServiceLocator } from '../services/ServiceLocator';
import { ServiceRequest } from '../services/ServiceReader';
import { SloStore } from '../slos/SloStore';
import { BackfillStore } from './BackfillStore';

/** What a retry works with. */
export interface HistoryRetryOptions {
  readonly access: ServiceAccess;
  readonly backfillStore: BackfillStore;
  readonly locator: ServiceLocator;
  readonly slos: SloStore;
}

/** Has history that was given up read again when somebody asks for it. */
export class HistoryRetry {
  readonly #options: HistoryRetryOptions;

  static create(options: HistoryRetryOptions): HistoryRetry {
    return new HistoryRetry(options);
  }

  private constructor(options: HistoryRetryOptions) {
    this.#options = options;
  }

  /** Answers of which SLOs of the service, those that are made of others with them. */
  async retry(request: ServiceRequest): Promise<string[]> {
    const { access, backfillStore, locator, slos } = this.#options;
    const { service, environment } = await locator.require(request);
    const { entityRef } = service.spec;
    await access.requireBackfill(entityRef, request.credentials);
    const active = await slos.listActive({ entityRefs: [entityRef] });
    const here = active.filter(
      slo => slo.environment === environment.environment,
    );
    const moved = new Set(
      await backfillStore.readAgain(
        here.map(({ sliRevisionId }) => sliRevisionId),
      ),
    );
    return here
      .filter(({ sliRevisionId }) => moved.has(sliRevisionId))
      .map(({ slo }) => slo.name);
  }
}
