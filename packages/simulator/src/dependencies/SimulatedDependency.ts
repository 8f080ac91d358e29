import { elasticsearch } from './elasticsearch';
import { ExporterMetric } from './ExporterMetric';
import { kafka } from './kafka';
import { mysql } from './mysql';
import { postgresql } from './postgresql';
import { redis } from './redis';

/**
 * Something that services depend on, seen through an exporter.
 *
 * @public
 */
export interface SimulatedDependency {
  /** Name of its page. */
  readonly name: string;
  readonly technology:
    | 'postgresql'
    | 'mysql'
    | 'redis'
    | 'elasticsearch'
    | 'kafka';
  /** Labels that its scraper adds. */
  readonly targetLabels: Readonly<Record<string, string>>;
  /** Metrics that its exporter does not show, by the beginning of their names. */
  readonly without?: readonly string[];
}

const technologies: Readonly<
  Record<SimulatedDependency['technology'], readonly ExporterMetric[]>
> = { postgresql, mysql, redis, elasticsearch, kafka };

/** The metrics that its exporter shows. */
export function metricsOfDependency({
  technology,
  without = [],
}: SimulatedDependency): ExporterMetric[] {
  return technologies[technology].filter(
    ({ name }) => !without.some(beginning => name.startsWith(beginning)),
  );
}
