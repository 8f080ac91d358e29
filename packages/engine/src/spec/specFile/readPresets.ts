import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import { didYouMean } from '../didYouMean';
import { neighboursOf } from './bucketBounds';
import { Cursor, findingAt, writtenName } from './cursor';
import { readAlerts } from './readAlerts';
import { EntryReading, firstOfEachName, readEntries } from './readEntries';
import { Found, FoundFields, isObject, readFields } from './readFields';
import { readGroupBy } from './readGroupBy';
import { readIndicatorEntry } from './readIndicatorEntry';
import { readSlices } from './readSlices';
import { PresetEntry } from './specFields';
import { PRESET_RULES } from './sloRules';
import { latencyRules, PRESETS } from './presetRules';
import {
  parseThreshold,
  parseWindow,
  percentToRatio,
  writeThreshold,
} from './units';
import { wrongType } from './wrongType';

/** Up to here a target is more likely a ratio than a percentage. */
const LIKELY_RATIO = 1;

/** The usable SLOs of a list. Absent where a list has entries and none can be used: then those of the tier hold. */
export function readPresets(list: Found<readonly unknown[]> | undefined): {
  readonly found?: Found<readonly PresetEntry[]>;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (list === undefined) {
    return { diagnostics: [] };
  }
  const { entries, diagnostics } = firstOfEachName(
    readEntries(list, readEntry),
    ({ name }) => name,
    entry => [duplicateName(entry)],
  );
  const usable = entries.length > 0 || list.value.length === 0;
  return {
    ...(usable && { found: { value: entries, at: list.at } }),
    diagnostics,
  };
}

function readEntry(at: Cursor): EntryReading<PresetEntry> {
  if (!isObject(at.value)) {
    return { diagnostics: [wrongType(at, 'an SLO')] };
  }
  const { value } = at.child('preset');
  const preset = PRESETS.find(each => each === value);
  return preset === undefined
    ? { diagnostics: [unknownPreset(at)] }
    : entryOf(at, preset);
}

/** What other formats call it. */
const CALLED: Readonly<Record<string, string>> = {
  objective: 'in target, in per cent',
  threshold_ms: 'in threshold, such as 250ms',
  type: 'in preset',
};

function placeOf(name: string): string | undefined {
  return Object.hasOwn(CALLED, name) ? CALLED[name] : undefined;
}

/** Presets whose SLOs say themselves what they measure. */
const OWN = ['probe', 'threshold', 'expression', 'composite'] as const;

function entryOf(
  at: Cursor,
  preset: PresetEntry['preset'],
): EntryReading<PresetEntry> {
  const { rules, required } = PRESET_RULES[preset];
  const read = readFields(at, rules, { placeOf });
  const fields: Omit<FoundFields<typeof latencyRules>, 'preset'> = read.fields;
  const { name, target, window, threshold, histogram } = fields;
  const alerts = readAlerts(fields.alerts?.at);
  const groupBy = readGroupBy(fields.groupBy);
  const slices = readSlices(at, fields.slice, fields.sliceTarget);
  const own = OWN.find(each => each === preset);
  const indicator = own && readIndicatorEntry(own, at);
  const diagnostics = [
    ...read.diagnostics,
    ...groupBy.diagnostics,
    ...slices.diagnostics,
    ...alerts.diagnostics,
    ...(indicator?.diagnostics ?? []),
    ...required
      .filter(field => at.child(field).value === undefined)
      .map(field => missingField(at, field)),
    ...likelyRatio(target),
    ...(threshold && histogram?.value !== 'native'
      ? unusualThreshold(threshold)
      : []),
  ];
  if (indicator && indicator.indicator === undefined) {
    return { diagnostics };
  }
  return {
    entry: {
      preset,
      name: name?.value ?? preset,
      ...(target && { objective: inUnit(target, percentToRatio) }),
      ...(window && { windowMs: inUnit(window, parseWindow) }),
      ...(threshold && { thresholdMs: inUnit(threshold, parseThreshold) }),
      ...(histogram && {
        native: { value: histogram.value === 'native', at: histogram.at },
      }),
      ...(indicator?.indicator && { indicator: indicator.indicator }),
      ...(groupBy.found && { groupBy: groupBy.found }),
      ...(fields.noData && { noData: fields.noData }),
      ...(slices.found && { slices: slices.found }),
      alerts: alerts.alerts,
      at,
    },
    diagnostics,
  };
}

/** A value in the unit of the model; absent when it has none. */
export function inUnit<T>(
  { value, at }: Found<T>,
  convert: (value: T) => number | undefined,
): Found<number> | undefined {
  const converted = convert(value);
  return converted === undefined ? undefined : { value: converted, at };
}

function unknownPreset(at: Cursor): Diagnostic {
  const preset = at.child('preset');
  const { value } = preset;
  const guess =
    typeof value === 'string' ? didYouMean(value, PRESETS) : undefined;
  const hint = guess === undefined ? '' : `Did you mean ${guess}? `;
  return findingAt(preset.place(), {
    severity: 'error',
    code: 'unknown-preset',
    summary:
      value === undefined
        ? 'The SLO names no preset.'
        : `${quote(value)} is not a preset.`,
    detail: `${hint}The SLO is left out. Known: ${PRESETS.join(
      ', ',
    )}. SLOs of your own are written as OpenSLO v1 documents in the same file.`,
  });
}

function missingField(at: Cursor, field: string): Diagnostic {
  const name = writtenName(at, field);
  return findingAt(at.child(field).place(), {
    severity: 'error',
    code: 'missing-field',
    summary: `The SLO has no ${name}.`,
    detail: ['target', 'threshold'].includes(field)
      ? `That of the tier is used. Add ${name}.`
      : `It is left out. Add ${name}.`,
  });
}

function duplicateName({ name, at }: PresetEntry): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'duplicate-slo-name',
    summary: `There is already an SLO called ${quote(name)}.`,
    detail: 'The second one is left out. Give it a name of its own.',
  });
}

/** A target that is allowed, and yet hardly meant. */
export function likelyRatio(
  target: Found<number> | undefined,
): readonly Diagnostic[] {
  if (target === undefined || target.value > LIKELY_RATIO) {
    return [];
  }
  const { value, at } = target;
  return [
    findingAt(at.place(), {
      severity: 'warning',
      code: 'target-looks-like-ratio',
      summary: `The target is ${value} per cent.`,
      detail: `Targets are percentages. If you mean the ratio, write ${
        value < LIKELY_RATIO ? Number(`${value}e2`) : 99.9
      }.`,
    }),
  ];
}

/** The bounds of a service's own histogram are not known here, so this is no more than a hint. */
function unusualThreshold({ value, at }: Found<string>): readonly Diagnostic[] {
  const thresholdMs = parseThreshold(value);
  const neighbours =
    thresholdMs === undefined ? undefined : neighboursOf(thresholdMs);
  return neighbours === undefined
    ? []
    : [
        findingAt(at.place(), {
          severity: 'info',
          code: 'threshold-not-a-usual-bound',
          summary: `${quote(
            value,
          )} is no bucket bound of the usual histograms.`,
          detail: `Without a bucket of that bound there are no figures. If the histogram has the usual buckets, use ${neighbours
            .map(writeThreshold)
            .join(' or ')}.`,
        }),
      ];
}
