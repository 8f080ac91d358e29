import {
  BudgetingMethod,
  Diagnostic,
  SloSlices,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { sliceFit } from '../../budget/sliceFit';
import { quote } from '../../spec/diagnostics';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { Found } from '../../spec/specFile/readFields';
import { percentToRatio } from '../../spec/specFile/units';
import { durationMs } from '../duration';
import { OpenSloObjective } from '../objective';
import { DeepPartial } from '../readDocument';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** An objective that can be used. */
export interface Objective {
  /** Counts from 1, as people do. */
  readonly number: number;
  readonly displayName?: string;
  /** Tells it from the others in the name of its SLO: its displayName, or its number where that has no letters or is taken. */
  readonly label: string;
  /** A ratio in [0, 1), and where it stands. */
  readonly objective: Found<number>;
  readonly slices?: SloSlices;
  readonly value: DeepPartial<OpenSloObjective>;
  readonly at: Cursor;
}

type Unlabelled = Omit<Objective, 'label'>;

/** How the SLO of an objective counts. */
interface Timing {
  readonly method: BudgetingMethod;
  readonly windowMs: number;
}

interface ObjectiveReading {
  readonly objective?: Unlabelled;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the objectives of an SLO; those that break a rule are left out, which has been told. */
export function readObjectives(
  objectives: readonly (DeepPartial<OpenSloObjective> | undefined)[],
  at: Cursor,
  timing: Timing,
): {
  readonly objectives: readonly Objective[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const read = objectives.map((value, index) =>
    value === undefined
      ? { diagnostics: [] }
      : readObjective(value, at.child(index), index + 1, timing),
  ) as readonly ObjectiveReading[];
  return {
    objectives: labelled(read.flatMap(({ objective }) => objective ?? [])),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

function labelled(objectives: readonly Unlabelled[]): readonly Objective[] {
  const taken = new Set<string>();
  return objectives.map(objective => {
    const { number, displayName } = objective;
    const candidates = [slug(displayName ?? ''), `${number}`];
    const label =
      candidates.find(each => each !== '' && !taken.has(each)) ??
      `objective-${number}`;
    taken.add(label);
    return { ...objective, label };
  });
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function readObjective(
  value: DeepPartial<OpenSloObjective>,
  at: Cursor,
  number: number,
  timing: Timing,
): ObjectiveReading {
  const objective = targetOf(value, at);
  if (objective === undefined) {
    return { diagnostics: [] };
  }
  const slices =
    timing.method === 'Occurrences' ? undefined : readSlices(value, at, timing);
  if (slices && !slices.slices) {
    return { diagnostics: slices.diagnostics };
  }
  const { displayName } = value;
  return {
    objective: {
      number,
      ...(displayName !== undefined && displayName !== '' && { displayName }),
      objective,
      ...(slices?.slices && { slices: slices.slices }),
      value,
      at,
    },
    diagnostics: slices?.diagnostics ?? [],
  };
}

function targetOf(
  { target, targetPercent }: DeepPartial<OpenSloObjective>,
  at: Cursor,
): Found<number> | undefined {
  if (target !== undefined) {
    return { value: target, at: at.child('target') };
  }
  return targetPercent === undefined
    ? undefined
    : { value: percentToRatio(targetPercent), at: at.child('targetPercent') };
}

/** How time is cut. With RatioTimeslices every slice counts by its own ratio, so none has to be good. */
function readSlices(
  value: DeepPartial<OpenSloObjective>,
  at: Cursor,
  { method, windowMs }: Timing,
): {
  readonly slices?: SloSlices;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { timeSliceWindow, timeSliceTarget } = value;
  const objective = method === 'Timeslices' ? timeSliceTarget : 1;
  if (timeSliceWindow === undefined || objective === undefined) {
    return { diagnostics: [] };
  }
  const lengthMs =
    typeof timeSliceWindow === 'number'
      ? timeSliceWindow * MINUTE_MS
      : durationMs(timeSliceWindow) ?? 0;
  const fits = lengthMs % MINUTE_MS === 0 && DAY_MS % lengthMs === 0;
  const place = at.child('timeSliceWindow');
  if (!fits || lengthMs <= 0) {
    return { diagnostics: [doesNotFit(place)] };
  }
  const fit = sliceFit(lengthMs, windowMs);
  if (fit === 'longer') {
    return { diagnostics: [longerThanWindow(place)] };
  }
  return {
    slices: { lengthMs, objective },
    diagnostics: fit === 'rest' ? [withRest(place)] : [],
  };
}

function longerThanWindow(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'openslo-slice-length',
    summary: `Slices of ${quote(at.value)} are longer than the window.`,
    detail: 'The objective is left out. Choose a shorter slice.',
  });
}

function withRest(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'openslo-slice-length',
    summary: `The window is no whole number of slices of ${quote(at.value)}.`,
    detail:
      'Its budget is that of the next whole number of slices. Choose one that divides it.',
  });
}

function doesNotFit(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'openslo-slice-length',
    summary: `Slices of ${quote(at.value)} do not fit into a day.`,
    detail:
      'The objective is left out. Choose a whole number of minutes that divides a day, such as 1m, 5m, 15m or 1h.',
  });
}
