import {
  ALERT_LEVELS,
  AlertLevel,
  BURN_LEVELS,
  BurnAlertTuning,
  BurnLevel,
  Diagnostic,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { alertLevelRule, alertsRules, burnAlertRules } from './alertRules';
import { Cursor } from './cursor';
import { Found, readField, readFields, unknownFields } from './readFields';
import { emptyField } from './wrongType';
import { AlertEntry } from './specFields';
import { parseAlertWindow, percentToRatio } from './units';

/** What is said of alerts, as far as it can be used. */
export function readAlerts(at: Cursor | undefined): {
  readonly alerts: AlertEntry;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (at === undefined) {
    return { alerts: {}, diagnostics: [] };
  }
  const { fields, diagnostics } = readFields(at, alertsRules);
  const { minBadEvents, thresholds } = fields;
  const disabled = readDisabled(fields.disabled);
  const burn = readBurn(fields.burn?.at);
  return {
    alerts: {
      ...(disabled.found && { disabled: disabled.found }),
      ...burn.tuned,
      ...(minBadEvents && { minBadEvents }),
      ...(thresholds && {
        budgetThresholds: {
          value: thresholds.value.map(percentToRatio),
          at: thresholds.at,
        },
      }),
    },
    diagnostics: [...diagnostics, ...disabled.diagnostics, ...burn.diagnostics],
  };
}

/** Each level once and in their order. An empty list switches on again what was off. */
function readDisabled(disabled: Found<readonly unknown[]> | undefined): {
  readonly found?: Found<readonly AlertLevel[]>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const read = (disabled?.value ?? []).map((_item, index) =>
    readField((disabled as Found<unknown>).at.child(index), alertLevelRule),
  );
  const named = read.map(({ found }) => found?.value);
  const value = ALERT_LEVELS.filter(level => named.includes(level));
  const usable = value.length > 0 || read.length === 0;
  return {
    ...(disabled && usable && { found: { value, at: disabled.at } }),
    diagnostics: read.flatMap(each => each.diagnostics),
  };
}

function readBurn(at: Cursor | undefined): {
  readonly tuned: AlertEntry;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (at === undefined || at.value === null) {
    return { tuned: {}, diagnostics: [] };
  }
  const unknown = unknownFields(at, BURN_LEVELS);
  const levels = BURN_LEVELS.map(level => readLevel(at.child(level), level));
  return {
    tuned: Object.assign({}, ...levels.map(({ tuned }) => tuned)),
    diagnostics: [...unknown, ...levels.flatMap(each => each.diagnostics)],
  };
}

function readLevel(
  at: Cursor,
  level: BurnLevel,
): {
  readonly tuned: AlertEntry;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (at.value === null) {
    return { tuned: {}, diagnostics: [emptyField(at)] };
  }
  const { fields, diagnostics } = readFields(at, burnAlertRules);
  const { budget, window } = fields;
  const longMs = window && parseAlertWindow(window.value);
  const value: BurnAlertTuning = {
    ...(budget && { budgetShare: percentToRatio(budget.value) }),
    ...(longMs !== undefined && { longMs }),
  };
  return {
    tuned: Object.keys(value).length > 0 ? { [level]: { value, at } } : {},
    diagnostics,
  };
}
