import { MatrixRow } from './matrixRow';
import { SliCounter } from './sliCounters';

/**
 * Whether a series with these labels can be one of a counter, as far as values are given that a label must have.
 * The name of the metric is not in every answer.
 */
export function fits(
  { selector, bounds }: SliCounter,
  labels: MatrixRow['labels'],
): boolean {
  const metric = labels.__name__ || selector.metric;
  return (
    metric === selector.metric &&
    (!bounds || bounds.includes(labels.le ?? '')) &&
    selector.matchers.every(
      ({ label, op, value }) => op !== '=' || (labels[label] ?? '') === value,
    )
  );
}
