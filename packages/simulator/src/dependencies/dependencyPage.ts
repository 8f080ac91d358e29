import { seriesText } from '../exposition/text';
import { exporterValue } from './exporterValue';
import {
  metricsOfDependency,
  SimulatedDependency,
} from './SimulatedDependency';

/**
 * What the exporter of a dependency exposes at a time, in Prometheus' text format: gauges that swing over the day and
 * counters that grow. A pure function of its arguments; nothing that happens to a service shows in it.
 *
 * @public
 */
export function dependencyPage(
  dependency: SimulatedDependency,
  seed: number,
  atMs: number,
): string {
  const owner = dependency.name;
  return metricsOfDependency(dependency)
    .flatMap(metric => [
      `# HELP ${metric.name} ${metric.help}\n`,
      `# TYPE ${metric.name} ${metric.type}\n`,
      ...metric.series.map(([labels], index) => {
        const value = exporterValue(metric, index, { seed, owner }, atMs);
        return `${seriesText(metric.name, labels)} ${value}\n`;
      }),
    ])
    .join('');
}
