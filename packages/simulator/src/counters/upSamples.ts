import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { ScrapeTimes } from '../pods/scrapeTimes';

/** Name of the series that a scraper writes by itself: 1 for a scrape that worked, 0 for one that did not. */
export const UP_METRIC = 'up';

/** The `up` series of one target; undefined when nobody tried to scrape it. */
export function upSamples(
  labels: Readonly<Record<string, string>>,
  { stored, failed }: ScrapeTimes,
): CounterSamples | undefined {
  const timesMs = new Float64Array(stored.length + failed.length);
  timesMs.set(stored);
  timesMs.set(failed, stored.length);
  timesMs.sort();
  const down = new Set(failed);
  return timesMs.length === 0
    ? undefined
    : {
        labels,
        timesMs,
        values: timesMs.map(time => (down.has(time) ? 0 : 1)),
      };
}
