import {
  Diagnostic,
  ThresholdSli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { parseTyped, print } from '../../promql';
import { withWindow } from '../../sli';
import { findingAt } from '../../spec/specFile/cursor';
import { Found } from '../../spec/specFile/readFields';
import { OpenSloObjective } from '../objective';
import { DeepPartial } from '../readDocument';

/** A tile, which open windows are filled with. */
const TILE_MS = 60_000;

/** PromQL as it is printed, or why Prometheus would refuse it. */
export function readThresholdQuery({ value, at }: Found<string>): {
  readonly expression?: string;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { expression, diagnostics } = parseTyped(value, {
    placeholders: 'slo',
    allowed: ['scalar', 'instant vector'],
  });
  return {
    ...(expression && { expression: print(withWindow(expression, TILE_MS)) }),
    diagnostics: diagnostics.map(({ position, ...each }) => ({
      ...each,
      summary: position
        ? `${each.summary} (line ${position.line}, column ${position.column} of the query)`
        : each.summary,
      ...at.place(),
    })),
  };
}

/** What an objective makes of a threshold metric; absent when it does not say what is good. */
export function thresholdSli(
  expression: string,
  { op, value }: DeepPartial<OpenSloObjective>,
): ThresholdSli | undefined {
  return op === undefined || value === undefined
    ? undefined
    : { kind: 'threshold', expression, op, value, groupBy: [] };
}

/** OpenSLO counts samples of a threshold metric; we judge it once a tile. */
export function judgedOnceATile({ at }: Found<string>): Diagnostic {
  return findingAt(at.place(), {
    severity: 'info',
    code: 'openslo-judged-each-minute',
    summary: 'The metric is judged once a minute; each minute is one event.',
    detail: 'Budgets of a thresholdMetric are minutes, whatever its samples.',
  });
}
