import { SeriesReader } from '../counters/families';

function escapeLabelValue(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
}

/** `metric{label="value",…}` */
export function seriesText(
  metric: string,
  labels: SeriesReader['labels'],
): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escapeLabelValue(value)}"`,
  );
  return `${metric}{${pairs.join(',')}}`;
}
