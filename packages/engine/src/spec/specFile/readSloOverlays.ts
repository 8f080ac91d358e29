import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from './cursor';
import { sloOverlayRules } from './environmentRules';
import { readAlerts } from './readAlerts';
import {
  EntriesReading,
  EntryReading,
  firstOfEachName,
  readEntries,
} from './readEntries';
import { Found, isObject, readFields } from './readFields';
import { inUnit, likelyRatio } from './readPresets';
import { SloOverlay } from './specFields';
import { parseThreshold, parseWindow, percentToRatio } from './units';
import { wrongType } from './wrongType';

/** What a list says of SLOs in one environment; each SLO once. */
export function readSloOverlays(
  list: Found<readonly unknown[]> | undefined,
): EntriesReading<SloOverlay> {
  return firstOfEachName(
    readEntries(list, readEntry),
    ({ name }) => name.value,
    overlay => [duplicate(overlay)],
  );
}

function readEntry(at: Cursor): EntryReading<SloOverlay> {
  if (!isObject(at.value)) {
    return { diagnostics: [wrongType(at, 'an SLO')] };
  }
  const { fields, diagnostics } = readFields(at, sloOverlayRules);
  const { name, target, window, threshold } = fields;
  const alerts = readAlerts(fields.alerts?.at);
  const found = [...diagnostics, ...alerts.diagnostics, ...likelyRatio(target)];
  if (name === undefined) {
    const absent = at.child('name').value === undefined;
    return { diagnostics: absent ? [...found, nameless(at)] : found };
  }
  return {
    entry: {
      name,
      ...(target && { objective: inUnit(target, percentToRatio) }),
      ...(window && { windowMs: inUnit(window, parseWindow) }),
      ...(threshold && { thresholdMs: inUnit(threshold, parseThreshold) }),
      alerts: alerts.alerts,
    },
    diagnostics: found,
  };
}

function nameless(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'missing-field',
    summary: 'It is not said which SLO is meant.',
    detail: 'The entry is left out. Add name, e.g. availability.',
  });
}

function duplicate({ name }: SloOverlay): Diagnostic {
  return findingAt(name.at.place(), {
    severity: 'error',
    code: 'duplicate-slo-name',
    summary: `The SLO ${name.value} is there already.`,
    detail: 'The second one is left out. Put them together.',
  });
}
