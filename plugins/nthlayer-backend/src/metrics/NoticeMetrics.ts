import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { createCounter } from './create';
import { METRICS } from './definitions';

/** Counts how the delivery of notices ended. */
export class NoticeMetrics {
  readonly #settled;

  static create(metrics: MetricsService): NoticeMetrics {
    return new NoticeMetrics(metrics);
  }

  private constructor(metrics: MetricsService) {
    this.#settled = createCounter(metrics, METRICS.noticesSettled);
  }

  settled(outcome: string): void {
    this.#settled.add(1, { outcome });
  }
}
