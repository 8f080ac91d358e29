type Labels = Readonly<Record<string, string>>;

/** A metric of an exporter: what it is called, and how high it stands. */
export interface ExporterMetric {
  readonly name: string;
  readonly help: string;
  /** As the exporter declares it. */
  readonly type: 'gauge' | 'counter' | 'untyped';
  /** Whether it only grows. Default: counters do. */
  readonly grows?: boolean;
  /** Label sets with their levels: the mean of what stands, the growth a second of what grows. */
  readonly series: readonly (readonly [labels: Labels, level: number])[];
  /** Part of its level by which it swings around it, in [0, 1]. Default 0.3. */
  readonly swing?: number;
  /** Parts of a unit are shown, too. */
  readonly fractional?: boolean;
}

/** A gauge; without labels, one series. */
export function gauge(
  name: string,
  help: string,
  level: number | ExporterMetric['series'],
  options: Pick<ExporterMetric, 'swing' | 'fractional'> = {},
): ExporterMetric {
  return { name, help, type: 'gauge', series: seriesOf(level), ...options };
}

/** A counter, by its growth a second; without labels, one series. */
export function counter(
  name: string,
  help: string,
  level: number | ExporterMetric['series'],
  options: Pick<ExporterMetric, 'swing' | 'fractional'> = {},
): ExporterMetric {
  return { name, help, type: 'counter', series: seriesOf(level), ...options };
}

/** What an exporter takes over without knowing its type, such as the status variables of MySQL. */
export function untyped(
  name: string,
  help: string,
  level: number | ExporterMetric['series'],
  options: Pick<ExporterMetric, 'swing' | 'grows'> = {},
): ExporterMetric {
  return { name, help, type: 'untyped', series: seriesOf(level), ...options };
}

/** The same labels and levels for each of some values of one label. */
export function each(
  label: string,
  levels: Readonly<Record<string, number>>,
  labels: Labels = {},
): ExporterMetric['series'] {
  return Object.entries(levels).map(
    ([value, level]) => [{ ...labels, [label]: value }, level] as const,
  );
}

function seriesOf(
  level: number | ExporterMetric['series'],
): ExporterMetric['series'] {
  return typeof level === 'number' ? [[{}, level]] : level;
}
