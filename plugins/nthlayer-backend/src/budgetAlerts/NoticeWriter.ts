import {
  BudgetState,
  Dependency,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetNotice, NoticeFacts, NoticeLevel } from '@nthlayer/engine';
import { randomUUID } from 'node:crypto';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { StoredEvaluation } from '../evaluation/StatusListener';
import { PortfolioStore } from '../portfolio/PortfolioStore';
import { ServiceStore } from '../services/ServiceStore';
import { Notice } from './BudgetAlertStore';

/** What a writer looks things up in. */
export interface NoticeWriterOptions {
  readonly portfolio: PortfolioStore;
  readonly services: ServiceStore;
  readonly sources: DataSourceRegistry;
}

/** What was reached, and when. */
export interface ReachedLevels {
  /** The worst first. */
  readonly levels: readonly NoticeLevel[];
  readonly crossedAtMs: number;
  readonly thresholds: readonly number[];
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

  async write(
    { active, write }: StoredEvaluation,
    { levels, crossedAtMs, thresholds }: ReachedLevels,
  ): Promise<Notice> {
    const { services, sources } = this.#options;
    const { entityRef, environment } = active;
    const stack = await services.getStack(active.revision);
    const spec = stack?.spec;
    const slo = stack?.slos.find(({ name }) => name === active.slo.name);
    const [level] = levels;
    const text = budgetNotice({
      level,
      service: spec?.title ?? spec?.name ?? entityRef,
      slo: slo?.displayName ?? active.slo.name,
      environment,
      labels: write.labels,
      status: write.status,
      thresholds,
      dependencies: await this.#dependencies(
        spec?.dependencies ?? [],
        environment,
      ),
    });
    return {
      ...text,
      id: randomUUID(),
      entityRef,
      environment,
      slo: active.slo.name,
      labels: write.labels,
      level,
      levels,
      ...(spec?.owner !== undefined && { owner: spec.owner }),
      crossedAtMs,
      consumed: write.status.consumed,
      simulated: sources.get(active.dataSource)?.source.simulated ?? false,
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
