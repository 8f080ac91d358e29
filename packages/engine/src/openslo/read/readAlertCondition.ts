import {
  BurnAlertPolicy,
  Diagnostic,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../spec/diagnostics';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import {
  OpenSloAlertCondition,
  OpenSloAlertConditionSpec,
} from '../alertCondition';
import { OpenSloConditionItem } from '../alertPolicy';
import { durationMs } from '../duration';
import { ObjectIndex } from '../objectIndex';
import { DeepPartial } from '../readDocument';
import { alertSeverity } from './alertSeverity';

/** What a condition says of an alert; absent when it is broken, which has been told. */
export interface ConditionReading {
  readonly burn?: Omit<BurnAlertPolicy, 'name' | 'targets'>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a condition, inline or referred to. Its one window becomes the long one of a pair. `lte` and `lt` are read the
 * other way round: the specification writes them in its examples and calls them "exceeds".
 */
export function readAlertCondition(
  item: DeepPartial<OpenSloConditionItem> | undefined,
  at: Cursor,
  index: ObjectIndex,
): ConditionReading {
  const { conditionRef, spec } = item ?? {};
  if (spec) {
    return readCondition(spec, at.child('spec'));
  }
  const entry =
    conditionRef === undefined
      ? undefined
      : index.find('AlertCondition', conditionRef);
  const value = entry?.value as DeepPartial<OpenSloAlertCondition> | undefined;
  return entry
    ? readCondition(value?.spec ?? {}, entry.at.child('spec'))
    : { diagnostics: [] };
}

function readCondition(
  { severity, condition = {} }: DeepPartial<OpenSloAlertConditionSpec>,
  at: Cursor,
): ConditionReading {
  const { op, threshold, lookbackWindow, alertAfter = '0m' } = condition;
  const longMs = durationMs(lookbackWindow ?? '');
  if (
    severity === undefined ||
    op === undefined ||
    threshold === undefined ||
    longMs === undefined
  ) {
    return { diagnostics: [] };
  }
  const known = alertSeverity(severity);
  const atFactor = op === 'gte' || op === 'lte';
  const diagnostics = known ? [] : [unknownSeverity(at.child('severity'))];
  if (threshold < 0 || (threshold === 0 && atFactor)) {
    const place = at.child('condition').child('threshold');
    return { diagnostics: [...diagnostics, alwaysHolds(place)] };
  }
  return {
    burn: {
      severity: known ?? 'warning',
      longMs,
      factor: threshold,
      atFactor,
      forMs: durationMs(alertAfter) ?? 0,
    },
    diagnostics,
  };
}

function unknownSeverity(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'openslo-unknown-severity',
    summary: `${quote(at.value)} is no severity that is known here.`,
    detail:
      'The alert is a warning. Write critical, warning or info, or page or ticket.',
  });
}

function alwaysHolds(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'openslo-always-fires',
    summary: 'The condition always holds, also when no event is bad.',
    detail: 'The alert is left out. Write a burn rate above 0.',
  });
}
