import {
  ALERT_LEVELS,
  AlertLevel,
  Diagnostic,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor } from './cursor';
import { Found, readField, readFields } from './readFields';
import { alertLevelRule, alertsRules } from './specRules';

/** The alerts that an SLO switches off, each once and in the order of the levels. */
export function readDisabledAlerts(at: Cursor | undefined): {
  readonly found?: Found<readonly AlertLevel[]>;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (at === undefined) {
    return { diagnostics: [] };
  }
  const { fields, diagnostics } = readFields(at, alertsRules);
  const { disabled } = fields;
  const read = (disabled?.value ?? []).map((_item, index) =>
    readField((disabled as Found<unknown>).at.child(index), alertLevelRule),
  );
  const named = read.map(({ found }) => found?.value);
  const value = ALERT_LEVELS.filter(level => named.includes(level));
  return {
    ...(disabled && value.length > 0 && { found: { value, at: disabled.at } }),
    diagnostics: [...diagnostics, ...read.flatMap(each => each.diagnostics)],
  };
}
