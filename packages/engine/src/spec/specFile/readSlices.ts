import {
  BudgetingMethod,
  Diagnostic,
  SloSlices,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from './cursor';
import { Found } from './readFields';
import { parseSlice, percentToRatio } from './units';

/** How an SLO cuts time, in place of counting events. */
export interface SlicesEntry {
  readonly method: Exclude<BudgetingMethod, 'Occurrences'>;
  readonly slices: SloSlices;
}

/** Slices of an SLO: good or bad where a target is given for them, else each counts by its own ratio. */
export function readSlices(
  at: Cursor,
  slice: Found<string> | undefined,
  sliceTarget: Found<number> | undefined,
): {
  readonly found?: Found<SlicesEntry>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const lengthMs = slice && parseSlice(slice.value);
  if (!slice || lengthMs === undefined) {
    const isLost = sliceTarget && at.child('slice').value === undefined;
    return { diagnostics: isLost ? [withoutLength(sliceTarget.at)] : [] };
  }
  if (!sliceTarget && at.child('sliceTarget').value !== undefined) {
    return { diagnostics: [] }; // it is broken, which has been told; without it slices would mean something else
  }
  const objective = sliceTarget ? percentToRatio(sliceTarget.value) : 1;
  return {
    found: {
      value: {
        method: sliceTarget ? 'Timeslices' : 'RatioTimeslices',
        slices: { lengthMs, objective },
      },
      at: slice.at,
    },
    diagnostics: [],
  };
}

function withoutLength(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'missing-field',
    summary: 'A target for slices needs their length.',
    detail: 'Events are counted. Add slice, e.g. slice: 5m.',
  });
}
