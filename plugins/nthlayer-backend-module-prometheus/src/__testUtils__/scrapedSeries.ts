import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';

const SCRAPE_MS = 15_000;

/** A counter's life: when it is scraped, and what happens to it. Times are milliseconds after `originMs`. */
export interface SeriesLife {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly originMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly first: number;
  /** Mean events between two scrapes. */
  readonly rate: number;
  readonly resetsAtMs?: readonly number[];
  /** Half-open stretches without scrapes. */
  readonly gapsMs?: readonly (readonly [number, number])[];
  readonly seed: number;
}

export interface ScrapedSeries {
  readonly metric: string;
  readonly samples: CounterSamples;
}

/** Numbers in [0, 1) that are the same every time. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a scraper would have stored of a counter. */
export function scrapedSeries(life: SeriesLife): ScrapedSeries {
  const random = randomFrom(life.seed);
  const offsetMs = Math.floor(random() * SCRAPE_MS);
  const resets = [...(life.resetsAtMs ?? [])];
  const timesMs: number[] = [];
  const values: number[] = [];
  let value = life.first;
  for (let at = life.fromMs + offsetMs; at < life.toMs; at += SCRAPE_MS) {
    if (resets.length > 0 && at >= resets[0]) {
      resets.shift();
      value = 0;
    }
    value += Math.floor(random() * 2 * life.rate);
    const now = at;
    if (!life.gapsMs?.some(([from, to]) => now >= from && now < to)) {
      timesMs.push(life.originMs + at);
      values.push(value);
    }
  }
  return {
    metric: life.metric,
    samples: {
      labels: life.labels,
      timesMs: Float64Array.from(timesMs),
      values: Float64Array.from(values),
    },
  };
}

/** The series as an OpenMetrics text with timestamps. */
export function openMetricsOf(series: readonly ScrapedSeries[]): string {
  const lines = series.flatMap(({ metric, samples }) => {
    const labels = Object.entries(samples.labels)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join(',');
    return Array.from(
      samples.timesMs,
      (timeMs, i) =>
        `${metric}{${labels}} ${samples.values[i]} ${timeMs / 1000}`,
    );
  });
  return `${lines.join('\n')}\n# EOF\n`;
}
