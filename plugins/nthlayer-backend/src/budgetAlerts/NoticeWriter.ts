import {
  BudgetState,
  Dependency,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetNotice, NoticeFacts } from '@nthlayer/engine';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { PortfolioStore } from '../portfolio/PortfolioStore';
import { ServiceStore } from '../services/ServiceStore';
import { Notice, NoticeReason } from './BudgetAlertStore';

/** What a writer looks things up in. */
export interface NoticeWriterOptions {
  readonly portfolio: PortfolioStore;
  readonly services: ServiceStore;
  readonly sources: DataSourceRegistry;
}

/** Writes notices from what is known of a service. */
export class NoticeWriter {
  readonly #options: NoticeWriterOptions;

  static create(options: NoticeWriterOptions): NoticeWriter {
    return new NoticeWriter(options);
  }

  private constructor(options: NoticeWriterOptions) {
    this.#options = options;
  }

  async write(reason: NoticeReason): Promise<Notice> {
    const { services, sources } = this.#options;
    const { id, entityRef, environment, labels, levels, status } = reason;
    const stack = await services.getStack(reason.revision);
    const spec = stack?.spec;
    const slo = stack?.slos.find(({ name }) => name === reason.slo);
    const [level] = levels;
    const text = budgetNotice({
      level,
      service: spec?.title ?? spec?.name ?? entityRef,
      slo: slo?.displayName ?? reason.slo,
      environment,
      labels,
      status,
      thresholds: reason.thresholds,
      dependencies: await this.#dependencies(
        spec?.dependencies ?? [],
        environment,
      ),
    });
    return {
      ...text,
      id,
      entityRef,
      environment,
      slo: reason.slo,
      labels,
      level,
      levels,
      ...(spec?.owner !== undefined && { owner: spec.owner }),
      crossedAtMs: reason.crossedAtMs,
      consumed: status.consumed,
      simulated: sources.get(reason.dataSource)?.source.simulated ?? false,
    };
  }

  /** Those that are services of ours, in the same environment. */
  async #dependencies(
    dependencies: readonly Dependency[],
    environment: string,
  ): Promise<NoticeFacts['dependencies']> {
    const entityRefs = dependencies.flatMap(({ ref }) => ref ?? []);
    if (entityRefs.length === 0) {
      return [];
    }
    const entries = await this.#options.portfolio.list({
      entityRefs,
      environment,
      limit: entityRefs.length,
    });
    const states = new Map<string, BudgetState>(
      entries.map(entry => [entry.entityRef, entry.state]),
    );
    return dependencies.flatMap(({ name, ref }) => {
      const state = ref === undefined ? undefined : states.get(ref);
      return state === undefined ? [] : [{ name, state }];
    });
  }
}
