import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { didYouMean } from '../../didYouMean';
import { Cursor, findingAt } from '../../specFile/cursor';
import {
  bucketIndicator,
  gaugeIndicator,
  ratioIndicator,
  rawIndicator,
} from '../indicators';
import { itemsOf, noteFields, notMeasured, withoutEffect } from '../notes';
import {
  openSloSlo,
  presetSlo,
  ratioOf,
  sloNameOf,
  SloParts,
} from '../sloParts';
import { copied, Told, told, toldObject } from '../told';
import { indicatorFields, sloFields, successRatioFields } from './legacyFields';

/** What became of an SLO: an entry of a ServiceSpec, or an OpenSLO document; neither where it cannot be measured. */
export interface SloTranslation {
  readonly presets: readonly Told[];
  readonly written: readonly Told[];
  readonly diagnostics: readonly Diagnostic[];
}

const TYPES = ['availability', 'latency', 'error_rate', 'custom'];

/** An SLO of a resource. Without queries its events are the usual ones of the service's type. */
export function legacySlo(resource: Cursor, service: Cursor): SloTranslation {
  const spec = resource.child('spec');
  const named = sloNameOf(resource.child('name'));
  const parts: SloParts = {
    at: resource,
    name: named.name,
    window: spec.child('window'),
    ...optional('description', copied(spec.child('description'))),
    ...optional('displayName', copied(spec.child('display_name'))),
  };
  const { at: indicator, diagnostics } = indicatorOf(spec);
  const read = sloOf(parts, {
    indicator,
    target: spec.child(
      spec.child('objective').value === undefined ? 'target' : 'objective',
    ),
    service: copied(service) ?? told('', service),
  });
  return {
    ...read,
    diagnostics: [
      ...noteFields(spec, sloFields),
      ...(read.presets.length + read.written.length > 0
        ? named.diagnostics
        : []),
      ...diagnostics,
      ...read.diagnostics,
    ],
  };
}

function optional<K extends string>(
  name: K,
  value: Told | undefined,
): { readonly [P in K]?: Told } {
  return value === undefined
    ? {}
    : ({ [name]: value } as { readonly [P in K]?: Told });
}

/** The one indicator, or the first of a list. */
function indicatorOf(spec: Cursor): {
  readonly at: Cursor;
  readonly diagnostics: readonly Diagnostic[];
} {
  const listed = itemsOf(spec.child('indicators'), 'a list of indicators');
  const [first, ...others] = listed.items;
  const at =
    spec.child('indicator').value === undefined && first
      ? first
      : spec.child('indicator');
  const ratio = at.child('success_ratio');
  return {
    at,
    diagnostics: [
      ...listed.diagnostics,
      ...noteFields(at, indicatorFields),
      ...noteFields(ratio, successRatioFields),
      ...others.map(each =>
        withoutEffect(each, 'An SLO has one indicator; the first is used.'),
      ),
    ],
  };
}

interface Promise {
  readonly indicator: Cursor;
  readonly target: Cursor;
  readonly service: Told;
}

function sloOf(parts: SloParts, promise: Promise): SloTranslation {
  const { indicator } = promise;
  const ratio = indicator.child('success_ratio');
  const query = indicator.child('query');
  if (ratio.value !== undefined) {
    return ratioSlo(parts, promise, ratio);
  }
  switch (typeOf(indicator)) {
    case 'latency':
      return latencySlo(parts, promise);
    case 'error_rate':
      return query.value === undefined
        ? preset(parts, promise, 'availability')
        : withIndicator(
            parts,
            promise,
            rawIndicator(indicator, query, 'failure'),
          );
    case 'availability':
      return query.value === undefined
        ? preset(parts, promise, 'availability')
        : withIndicator(
            parts,
            promise,
            rawIndicator(indicator, query, 'success'),
          );
    case 'custom':
      return gaugeSlo(parts, promise, indicator.child('metric'));
    default:
      return nothing([unknownType(indicator.child('type'))]);
  }
}

/** What is not said is told from what is. */
function typeOf(indicator: Cursor): unknown {
  const { value } = indicator.child('type');
  if (value !== undefined) {
    return value;
  }
  const has = (field: string) => indicator.child(field).value !== undefined;
  if (has('threshold_ms') || has('latency_query')) {
    return 'latency';
  }
  return has('metric') ? 'custom' : 'availability';
}

function ratioSlo(
  parts: SloParts,
  promise: Promise,
  ratio: Cursor,
): SloTranslation {
  const [good, bad, total] = ['good_query', 'bad_query', 'total_query'].map(
    field => ratio.child(field),
  );
  const events = good.value === undefined ? { bad } : { good };
  return withIndicator(parts, promise, ratioIndicator(ratio, events, total));
}

function latencySlo(parts: SloParts, promise: Promise): SloTranslation {
  const { indicator } = promise;
  const [query] = ['latency_query', 'query']
    .map(field => indicator.child(field))
    .filter(({ value }) => value !== undefined);
  const limit = indicator.child('threshold_ms');
  const thresholdMs = limit.value;
  const usable =
    typeof thresholdMs === 'number' &&
    Number.isFinite(thresholdMs) &&
    thresholdMs > 0;
  if (!usable) {
    return nothing([
      limit.value === undefined
        ? notMeasured(
            parts.at,
            'The latency',
            'The indicator has no threshold_ms.',
          )
        : findingAt(limit.place(), {
            severity: 'error',
            code: 'invalid-threshold',
            summary: `${quote(thresholdMs)} is not a number of milliseconds.`,
            detail: 'The SLO is left out.',
          }),
    ]);
  }
  if (query === undefined) {
    return preset(parts, promise, 'latency', told(`${thresholdMs}ms`, limit));
  }
  const buckets = bucketIndicator(indicator, query, thresholdMs);
  return buckets
    ? withIndicator(parts, promise, buckets)
    : gaugeSlo(parts, promise, query, told(thresholdMs / 1000, limit));
}

/** A figure that must stay low: it is judged, and no events are counted. */
function gaugeSlo(
  parts: SloParts,
  promise: Promise,
  gauge: Cursor,
  value = copied(promise.indicator.child('threshold')),
): SloTranslation {
  if (gauge.value === undefined || value === undefined) {
    return nothing([
      notMeasured(
        parts.at,
        'The SLO',
        'Its indicator needs a metric and a threshold.',
      ),
    ]);
  }
  const { indicator } = promise;
  return withIndicator(parts, promise, gaugeIndicator(indicator, gauge), {
    op: told('lte', indicator),
    value,
  });
}

function preset(
  parts: SloParts,
  { target }: Promise,
  kind: 'availability' | 'latency',
  threshold?: Told,
): SloTranslation {
  const percent = copied(target);
  const { at, description } = parts;
  return {
    presets: [
      presetSlo(kind, parts, {
        ...(percent && { target: percent }),
        ...(threshold && { threshold }),
      }),
    ],
    written: [],
    diagnostics: description
      ? [
          withoutEffect(
            at.child('spec').child('description'),
            'The description says what is measured.',
          ),
        ]
      : [],
  };
}

function withIndicator(
  parts: SloParts,
  { target, service }: Promise,
  indicator: Told,
  comparison: Readonly<Record<string, Told>> = {},
): SloTranslation {
  if (target.value === undefined) {
    return nothing([notMeasured(parts.at, 'The SLO', 'It has no objective.')]);
  }
  const { ratio, diagnostics } = ratioOf(target);
  if (ratio === undefined) {
    return nothing(diagnostics);
  }
  const objective = toldObject(target, { ...comparison, target: ratio });
  return {
    presets: [],
    written: [openSloSlo(parts, { service, indicator, objective })],
    diagnostics,
  };
}

function nothing(diagnostics: readonly Diagnostic[]): SloTranslation {
  return { presets: [], written: [], diagnostics };
}

function unknownType(at: Cursor): Diagnostic {
  const { value } = at;
  const guess =
    typeof value === 'string' ? didYouMean(value, TYPES) : undefined;
  const hint = guess === undefined ? '' : `Did you mean ${guess}? `;
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-indicator',
    summary: `${quote(value)} is not a type of indicator.`,
    detail: `${hint}The SLO is left out. Known: ${TYPES.join(', ')}.`,
  });
}
