import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from './cursor';
import { sloOverlayRules } from './environmentRules';
import { readAlerts } from './readAlerts';
import { Found, isObject, readFields } from './readFields';
import { inUnit, likelyRatio } from './readPresets';
import { SloOverlay } from './specFields';
import { parseThreshold, parseWindow, percentToRatio } from './units';
import { wrongType } from './wrongType';

interface Entry {
  readonly overlay?: SloOverlay;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a list says of SLOs in one environment; each SLO once. */
export function readSloOverlays(list: Found<readonly unknown[]> | undefined): {
  readonly overlays: readonly SloOverlay[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const read = (list?.value ?? []).map((_item, index) =>
    readEntry((list as Found<unknown>).at.child(index)),
  );
  const diagnostics = read.flatMap(each => each.diagnostics);
  const overlays = new Map<string, SloOverlay>();
  for (const { overlay } of read) {
    if (overlay && overlays.has(overlay.name.value)) {
      diagnostics.push(duplicate(overlay));
    } else if (overlay) {
      overlays.set(overlay.name.value, overlay);
    }
  }
  return { overlays: [...overlays.values()], diagnostics };
}

function readEntry(at: Cursor): Entry {
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
    overlay: {
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
