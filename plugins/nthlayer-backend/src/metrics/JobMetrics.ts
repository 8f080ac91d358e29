import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { createCounter, createHistogram } from './create';
import { METRICS } from './definitions';

/** Counts turns of jobs. */
export class JobMetrics {
  readonly #runs;
  readonly #duration;

  static create(metrics: MetricsService): JobMetrics {
    return new JobMetrics(metrics);
  }

  private constructor(metrics: MetricsService) {
    this.#runs = createCounter(metrics, METRICS.runs);
    this.#duration = createHistogram(metrics, METRICS.runDuration);
  }

  /** A turn that found another one under way took no time. */
  ended(job: string, outcome: string, seconds: number | undefined): void {
    const [name, dataSource] = job.split(':');
    const attributes = {
      job: name,
      ...(dataSource !== undefined && { data_source: dataSource }),
    };
    this.#runs.add(1, { ...attributes, outcome });
    if (seconds !== undefined) {
      this.#duration.record(seconds, attributes);
    }
  }
}
