import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { Found, isObject, readFields } from '../../spec/specFile/readFields';
import { percentToRatio } from '../../spec/specFile/units';
import { wrongType } from '../../spec/specFile/wrongType';
import { objectiveRules } from './rules';
import { notSupported } from './notSupported';

/** An objective that can be used. */
export interface Objective {
  /** Counts from 1, as people do. */
  readonly number: number;
  readonly displayName?: string;
  /** A ratio in [0, 1), and where it stands. */
  readonly objective: Found<number>;
}

/** Code of the finding on a field that has no meaning here. */
export const FIELD_IGNORED = 'openslo-field-ignored';

/** Fields that only mean something with other kinds of SLIs or budgets. */
const IGNORED = ['op', 'value', 'timeSliceTarget', 'timeSliceWindow'] as const;

/** Reads the objectives of an SLO that counts occurrences of a ratio. */
export function readObjectives(list: Found<readonly unknown[]>): {
  readonly objectives: readonly Objective[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const read = list.value.map((_item, index) =>
    readObjective(list.at.child(index), index + 1),
  );
  return {
    objectives: read.flatMap(({ objective }) => objective ?? []),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

function readObjective(
  at: Cursor,
  number: number,
): {
  readonly objective?: Objective;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (!isObject(at.value)) {
    return { diagnostics: [wrongType(at, 'an objective')] };
  }
  const { fields, diagnostics } = readFields(at, objectiveRules);
  const { displayName, target, targetPercent, compositeWeight } = fields;
  const ignored = IGNORED.flatMap(name => fields[name] ?? []);
  diagnostics.push(...ignored.map(ignoredField));
  const composite = fields.indicator ?? fields.indicatorRef ?? compositeWeight;
  if (composite) {
    diagnostics.push(
      notSupported(composite.at, 'Composite SLOs are not supported.'),
    );
    return { diagnostics };
  }
  const given = [at.child('target'), at.child('targetPercent')].filter(
    ({ value }) => value !== undefined,
  );
  if (given.length !== 1) {
    diagnostics.push(notOneTarget(at));
  }
  const objective = target ?? (targetPercent && inRatio(targetPercent));
  return {
    ...(objective &&
      given.length === 1 && {
        objective: {
          number,
          ...(displayName && { displayName: displayName.value }),
          objective,
        },
      }),
    diagnostics,
  };
}

function inRatio({ value, at }: Found<number>): Found<number> {
  return { value: percentToRatio(value), at };
}

function notOneTarget(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'openslo-one-target',
    summary: 'An objective has either target or targetPercent.',
    detail: 'The objective is left out.',
  });
}

function ignoredField({ at }: Found<unknown>): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'warning',
    code: FIELD_IGNORED,
    summary: `${at.name} has no meaning for a ratio of occurrences.`,
    detail: 'It is ignored.',
  });
}
