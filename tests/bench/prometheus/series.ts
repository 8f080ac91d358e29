type Labels = Readonly<Record<string, string>>;

/** From one time to another, both included, milliseconds since the epoch. */
export interface StepRange {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

export interface Sample {
  readonly metric: Labels;
  readonly value: number;
}

/** Seconds since the epoch and a value as text, as Prometheus answers, so that no digit is lost. */
export type TimedValue = readonly [seconds: number, value: string];

export interface RangeSeries {
  readonly metric: Labels;
  readonly values: TimedValue[];
}

/** A series of any length as OpenMetrics, line by line. */
export function openMetricsText(
  name: string,
  labels: Labels,
  values: Iterable<TimedValue>,
): string {
  const inside = Object.entries(labels)
    .filter(([label]) => label !== '__name__')
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',');
  const series = `${name}{${inside}}`;
  let text = '';
  for (const [seconds, value] of values) {
    text += `${series} ${value} ${seconds}\n`;
  }
  return text;
}
