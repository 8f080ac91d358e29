import { combine, hashText, uniform } from '../events/random';
import { kindEmitting } from '../kinds/kinds';
import { SimulatedService } from './SimulatedService';
import { steadyService } from './steadyService';

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/**
 * A quiet, steady service of the kind that emits a metric: traffic, errors and pods follow from its name, so that it is
 * the same whenever it is asked for. Undefined where no kind emits the metric, and for what is no name of a catalog
 * entity.
 *
 * @public
 */
export function inventService(
  name: string,
  metric: string,
): SimulatedService | undefined {
  const kind = kindEmitting(metric);
  if (kind === undefined || !NAME.test(name)) {
    return undefined;
  }
  const stream = combine(hashText(name), 1);
  const steady = steadyService(name, {
    kind,
    labelsFrom: 'start',
    perSecond: 0.6 + uniform(stream, 0),
    errorRatio: 0.0001 * (0.5 + uniform(stream, 1)),
  });
  return { ...steady, pods: { ...steady.pods, replicas: 1 } };
}
