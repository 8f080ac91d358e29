import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { didYouMean } from '../../didYouMean';
import { Cursor, findingAt, placeOfMissing } from '../../specFile/cursor';
import { isObject } from '../../specFile/readFields';
import { ratioIndicator, rawIndicator } from '../indicators';
import {
  noteFields,
  objectsOf,
  saidBy,
  unusedFields,
  withoutEffect,
} from '../notes';
import { sloNameOf, SloParts } from '../sloParts';
import { copied, isGiven, Told, told } from '../told';
import {
  gaugeSlo,
  nothing,
  preset,
  SloPromise,
  SloTranslation,
  withIndicator,
} from './builtSlo';
import { latencySlo } from './latencySlo';
import { indicatorFields, sloFields, successRatioFields } from './legacyFields';

const TYPES = ['availability', 'latency', 'error_rate', 'custom'];

/** An SLO of a resource. Without queries its events are the usual ones of the service's type. */
export function legacySlo(resource: Cursor, service: Cursor): SloTranslation {
  const spec = resource.child('spec');
  const named = sloNameIn(resource);
  if (named.name === undefined) {
    return nothing(named.diagnostics);
  }
  const [objective, other] = ['objective', 'target'].map(field =>
    spec.child(field),
  );
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
    target: isGiven(objective) || !isGiven(other) ? objective : other,
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
      ...unusedFields(
        spec,
        isGiven(objective) ? ['target'] : [],
        saidBy(objective),
      ),
      ...read.diagnostics,
    ],
  };
}

/** The name of a resource as that of an SLO. */
export function sloNameIn(resource: Cursor): ReturnType<typeof sloNameOf> {
  const name = resource.child('name');
  return isGiven(name) && name.value !== ''
    ? sloNameOf(name)
    : { diagnostics: [withoutName(resource)] };
}

function withoutName(resource: Cursor): Diagnostic {
  return findingAt(placeOfMissing(resource, 'name'), {
    severity: 'error',
    code: 'missing-field',
    summary: 'The SLO has no name.',
    detail: 'It is left out. Add name to the resource.',
  });
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
  const listed = objectsOf(
    spec.child('indicators'),
    'a list of indicators',
    'an indicator',
  );
  const [first, ...others] = listed.items;
  const isListed = !isGiven(spec.child('indicator')) && first;
  const at = isListed ? first : spec.child('indicator');
  const ratio = at.child('success_ratio');
  return {
    at,
    diagnostics: [
      ...listed.diagnostics,
      ...noteFields(at, indicatorFields),
      ...noteFields(ratio, successRatioFields),
      ...(isListed ? others : listed.items).map(each =>
        withoutEffect(each, 'An SLO has one indicator; the first is used.'),
      ),
    ],
  };
}

function sloOf(parts: SloParts, promise: SloPromise): SloTranslation {
  const { indicator } = promise;
  const measure = measureOf(indicator);
  const read = measuredBy(measure, parts, promise);
  const used = usedFields.get(measure) ?? [];
  return read.presets.length + read.written.length === 0
    ? read
    : {
        ...read,
        diagnostics: [
          ...unusedFields(
            indicator,
            indicatorFields.read.filter(field => !used.includes(field)),
            'Other fields of the indicator say what is measured.',
          ),
          ...read.diagnostics,
        ],
      };
}

/** What an indicator of each kind is measured by. */
const usedFields = new Map<unknown, readonly string[]>([
  ['success_ratio', ['type', 'success_ratio']],
  ['latency', ['type', 'threshold_ms', 'latency_query', 'query']],
  ['error_rate', ['type', 'query']],
  ['availability', ['type', 'query']],
  ['custom', ['type', 'metric', 'threshold']],
]);

function measuredBy(
  measure: unknown,
  parts: SloParts,
  promise: SloPromise,
): SloTranslation {
  const { indicator } = promise;
  const query = indicator.child('query');
  switch (measure) {
    case 'success_ratio':
      return ratioSlo(parts, promise, indicator.child('success_ratio'));
    case 'latency':
      return latencySlo(parts, promise);
    case 'error_rate':
      return isGiven(query)
        ? withIndicator(
            parts,
            promise,
            rawIndicator(indicator, query, 'failure'),
          )
        : preset(parts, promise, 'availability');
    case 'availability':
      return isGiven(query)
        ? withIndicator(
            parts,
            promise,
            rawIndicator(indicator, query, 'success'),
          )
        : preset(parts, promise, 'availability');
    case 'custom':
      return gaugeSlo(parts, promise, indicator.child('metric'));
    default:
      return nothing([unknownType(indicator.child('type'))]);
  }
}

/** What is not said is told from what is. */
function measureOf(indicator: Cursor): unknown {
  const has = (field: string) => isGiven(indicator.child(field));
  if (has('success_ratio')) {
    return 'success_ratio';
  }
  if (has('type')) {
    return indicator.child('type').value;
  }
  if (has('threshold_ms') || has('latency_query')) {
    return 'latency';
  }
  return has('metric') ? 'custom' : 'availability';
}

function ratioSlo(
  parts: SloParts,
  promise: SloPromise,
  ratio: Cursor,
): SloTranslation {
  const [good, bad, total] = ['good_query', 'bad_query', 'total_query'].map(
    field => ratio.child(field),
  );
  if (!isObject(ratio.value)) {
    return nothing([]);
  }
  // where there is neither, good events are missed
  const hasGood = isGiven(good) || !isGiven(bad);
  const read = withIndicator(
    parts,
    promise,
    ratioIndicator(ratio, hasGood ? { good } : { bad }, total),
  );
  return {
    ...read,
    diagnostics: [
      ...(hasGood
        ? unusedFields(ratio, ['bad_query'], 'Good events are counted.')
        : []),
      ...read.diagnostics,
    ],
  };
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
