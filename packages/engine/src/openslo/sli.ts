import {
  OpenSloMetadata,
  metadataShape,
  OPENSLO_API_VERSION,
} from './metadata';
import { objectShape } from './objectShape';
import {
  absent,
  ADVICE,
  anything,
  exactlyOne,
  forbidden,
  mapping,
  may,
  must,
  present,
  required,
  Rule,
  SDK_ONLY,
  struct,
  TEXT_ONLY,
} from './schema';
import { bool, choice, description, name, word } from './values';

/**
 * Where a metric of an SLI is read.
 *
 * @public
 */
export interface OpenSloMetric {
  readonly metricSource: OpenSloMetricSource;
}

/** @public */
export interface OpenSloMetricSource {
  /** Name of a DataSource. */
  readonly metricSourceRef?: string;
  readonly type?: string;
  /** Whatever the type needs, such as a query. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/**
 * Good or bad events over all of them, or a ratio that somebody else has made of them.
 *
 * @public
 */
export interface OpenSloRatioMetric {
  /** The metrics only ever grow. */
  readonly counter?: boolean;
  readonly good?: OpenSloMetric;
  readonly bad?: OpenSloMetric;
  readonly total?: OpenSloMetric;
  readonly rawType?: 'success' | 'failure';
  readonly raw?: OpenSloMetric;
}

/**
 * What is measured: exactly one of a metric with a threshold and a ratio.
 *
 * @public
 */
export interface OpenSloSliSpec {
  readonly description?: string;
  readonly thresholdMetric?: OpenSloMetric;
  readonly ratioMetric?: OpenSloRatioMetric;
}

/**
 * An OpenSLO v1 SLI.
 *
 * @public
 */
export interface OpenSloSli {
  readonly apiVersion: typeof OPENSLO_API_VERSION;
  readonly kind: 'SLI';
  readonly metadata: OpenSloMetadata;
  readonly spec: OpenSloSliSpec;
}

/**
 * An SLI inside an SLO.
 *
 * @public
 */
export interface OpenSloIndicator {
  readonly metadata: OpenSloMetadata;
  readonly spec: OpenSloSliSpec;
}

/**
 * Makes an SLI.
 *
 * @public
 */
export function createOpenSloSli(
  metadata: OpenSloMetadata,
  spec: OpenSloSliSpec,
): OpenSloSli {
  return { apiVersion: OPENSLO_API_VERSION, kind: 'SLI', metadata, spec };
}

const metricSourceShape = struct<OpenSloMetricSource>(
  {
    metricSourceRef: may(name, 'Name of a DataSource.'),
    type: may(word(), 'What kind of system it is read from.'),
    spec: must(
      mapping(anything(), [], {
        min: 1,
        code: 'missing-field',
        expected: 'a field or more',
        levels: SDK_ONLY,
      }),
      'What is read; with Prometheus a query.',
      SDK_ONLY,
    ),
  },
  [
    required('type', {
      when: absent('metricSourceRef'),
      levels: TEXT_ONLY,
      hint: 'Add type, or metricSourceRef with the name of a DataSource.',
    }),
  ],
);

export const metricShape = struct<OpenSloMetric>({
  metricSource: must(metricSourceShape, 'Where the metric is read.'),
});

const raw = present('raw');

const RATIO_RULES: readonly Rule[] = [
  exactlyOne(['total', 'raw'], 'openslo-total-and-raw'),
  exactlyOne(['good', 'bad'], 'openslo-good-and-bad', {
    when: { all: [present('total'), { not: raw }] },
    hint: 'With both, one of them could be wrong. Keep one.',
  }),
  forbidden('rawType', {
    when: { not: raw },
    levels: ADVICE,
    code: 'openslo-field-ignored',
    hint: 'It says what a raw ratio is of, and is not read. Remove it.',
  }),
  forbidden('counter', {
    when: raw,
    levels: ADVICE,
    code: 'openslo-field-ignored',
    hint: 'A raw ratio is no counter: it is not read. Remove it.',
  }),
  required('rawType', {
    when: raw,
    hint: 'Add rawType: success or failure, for what the ratio is of.',
  }),
  forbidden('good', { when: raw, hint: 'A raw ratio has no good events.' }),
  forbidden('bad', { when: raw, hint: 'A raw ratio has no bad events.' }),
];

const ratioShape = struct<OpenSloRatioMetric>(
  {
    counter: may(bool, 'The metrics only ever grow, like counters do.'),
    good: may(metricShape, 'Good events.'),
    bad: may(metricShape, 'Bad events.'),
    total: may(metricShape, 'All events.'),
    rawType: may(
      choice('unknown-raw-type', 'a type', 'success', 'failure'),
      'What the raw ratio is of.',
    ),
    raw: may(metricShape, 'A ratio that is measured as such.'),
  },
  RATIO_RULES,
);

export const sliSpecShape = struct<OpenSloSliSpec>(
  {
    description: may(description, 'What is measured.'),
    thresholdMetric: may(
      metricShape,
      'A value that is compared with the value of an objective.',
    ),
    ratioMetric: may(ratioShape, 'A share of events.'),
  },
  [exactlyOne(['thresholdMetric', 'ratioMetric'], 'openslo-two-metrics')],
);

export const indicatorShape = struct<OpenSloIndicator>({
  metadata: must(metadataShape, 'How the SLI is called.'),
  spec: must(sliSpecShape, 'What is measured.'),
});

export const sliShape = objectShape(
  'SLI',
  must(sliSpecShape, 'What is measured.'),
);
