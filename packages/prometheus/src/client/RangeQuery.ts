import { MatrixColumns } from '@nthlayer/engine';
import type { PrometheusRequestOptions } from './Exchange';
import type { PrometheusRange } from './prometheusClient';

/**
 * A range query that is sent again and again.
 *
 * @public
 */
export interface RangeQuery {
  /** Values at every step of a range. */
  read(
    range: PrometheusRange,
    options?: PrometheusRequestOptions,
  ): Promise<MatrixColumns>;
}
