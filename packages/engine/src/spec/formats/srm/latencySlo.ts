import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { parse } from '../../../promql';
import { quote } from '../../diagnostics';
import { textOf } from '../../reading';
import { Cursor, findingAt, placeOfMissing } from '../../specFile/cursor';
import { percentToRatio } from '../../specFile/units';
import { bucketIndicator } from '../indicators';
import { notMeasured } from '../notes';
import { openSloSlo, presetSlo, SloParts } from '../sloParts';
import { copied, isGiven, Told, told, toldObject } from '../told';
import { left, SrmPromise, SrmSlo } from './builtSlo';

/** A latency: of the usual events, or of a quantile told in events. */
export function latencySlo(
  parts: SloParts,
  { target: limit, query, service }: SrmPromise,
): SrmSlo {
  const { at } = parts;
  const unit = at.child('unit');
  if (isGiven(unit) && unit.value !== 'ms' && unit.value !== 's') {
    return left(noUnit(unit));
  }
  const thresholdMs = inMs(limit.value, unit.value);
  if (thresholdMs === undefined) {
    return left(badThreshold(limit, at));
  }
  const percent = percentileOf(at);
  const threshold = told(`${thresholdMs}ms`, limit);
  if (!isGiven(query) && percent === undefined) {
    return left(noPercentile(at));
  }
  if (!isGiven(query)) {
    return {
      preset: presetSlo('latency', parts, {
        ...(percent && { target: percent }),
        threshold,
      }),
      diagnostics: [],
    };
  }
  const indicator = bucketIndicator(query, query, thresholdMs);
  const share = percent?.kind === 'value' ? Number(percent.value) : NaN;
  if (!indicator || !(share > 0 && share < 100)) {
    return left(
      notMeasured(
        at,
        'The latency',
        indicator ? 'It has no percentile, such as p99.' : whyNoBuckets(query),
      ),
    );
  }
  return {
    written: openSloSlo(parts, {
      service,
      indicator,
      objective: toldObject(at, {
        target: told(percentToRatio(share), at.child('percentile')),
      }),
    }),
    diagnostics: [],
  };
}

function whyNoBuckets({ value }: Cursor): string {
  return parse(textOf(value)).expression
    ? 'Its query is no quantile of one histogram whose name ends in its unit, such as _seconds_bucket.'
    : 'Its query is not valid PromQL.';
}

function inMs(value: unknown, unit: unknown): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) {
    return undefined;
  }
  switch (unit) {
    case undefined:
    case null:
    case 'ms':
      return value;
    case 's':
      return Number((value * 1000).toPrecision(15));
    default:
      return undefined;
  }
}

/** `p99`, `99`, or the end of a name such as `latency_p99`; what is none stays, to be told. */
function percentileOf(at: Cursor): Told | undefined {
  const given = at.child('percentile');
  const text = textOf(given.value);
  const [, digits] =
    (isGiven(given)
      ? /^p?(\d{1,2}(?:\.\d{1,9})?)$/i.exec(text)
      : /_p(\d{2}(?:\.\d+)?)$/.exec(at.name)) ?? [];
  return digits === undefined ? copied(given) : told(Number(digits), given);
}

function noPercentile(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'missing-field',
    summary: `The latency ${quote(at.name)} has no percentile.`,
    detail:
      'The SLO is left out. Add percentile: p99 for 99 % of requests within target.',
  });
}

function noUnit(unit: Cursor): Diagnostic {
  return findingAt(unit.place(), {
    severity: 'error',
    code: 'unknown-unit',
    summary: `${quote(unit.value)} is not a unit of latency: ms, s.`,
    detail: 'The SLO is left out. Write unit: ms.',
  });
}

function badThreshold(limit: Cursor, at: Cursor): Diagnostic {
  const unit = at.child('unit').value ?? 'ms';
  const detail = 'The SLO is left out. Write target: 200 and unit: ms or s.';
  return isGiven(limit)
    ? findingAt(limit.place(), {
        severity: 'error',
        code: 'invalid-threshold',
        summary: `${quote(limit.value)} is not a number of ${quote(unit)}.`,
        detail,
      })
    : findingAt(placeOfMissing(at, 'target'), {
        severity: 'error',
        code: 'missing-field',
        summary: `The latency ${quote(at.name)} has no target.`,
        detail,
      });
}
