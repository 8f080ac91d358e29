import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DateTime } from 'luxon';
import { checkExclusion } from '../../exclusions';
import { isTimeZone } from '../../isTimeZone';
import { Cursor, findingAt } from './cursor';
import { exclusionRules } from './exclusionRules';
import { EntriesReading, EntryReading, readEntries } from './readEntries';
import {
  Found,
  FieldRule,
  isObject,
  readField,
  readFields,
} from './readFields';
import { ExclusionEntry } from './specFields';
import { environmentRule } from './environmentRules';
import { sloName } from './promiseRules';
import { parseDuration } from './units';
import { wrongType } from './wrongType';

/** The usable exclusions of a list. */
export function readExclusions(
  list: Found<readonly unknown[]> | undefined,
): EntriesReading<ExclusionEntry> {
  return readEntries(list, readEntry);
}

function readEntry(at: Cursor): EntryReading<ExclusionEntry> {
  if (!isObject(at.value)) {
    return { diagnostics: [wrongType(at, 'an exclusion')] };
  }
  const { fields, diagnostics } = readFields(at, exclusionRules);
  const { name, reason, start, end, duration, rrule, timeZone } = fields;
  const environments = readNames(fields.environments, environmentRule);
  const slos = readNames(fields.slos, sloName);
  const found = [
    ...diagnostics,
    ...environments.diagnostics,
    ...slos.diagnostics,
    ...missing(at),
  ];
  const zone = timeZone?.value;
  const startMs = start && timeOf(start.value, zone);
  const lengthMs = duration && parseDuration(duration.value);
  const endMs =
    startMs !== undefined && lengthMs !== undefined
      ? startMs + lengthMs
      : end && timeOf(end.value, zone);
  const broken = found.some(({ severity }) => severity === 'error');
  if (
    broken ||
    !name ||
    !reason ||
    startMs === undefined ||
    endMs === undefined
  ) {
    return { diagnostics: found };
  }
  const exclusion = {
    name: name.value,
    reason: reason.value,
    startMs,
    endMs,
    ...(rrule && { rrule: rrule.value }),
    ...(zone !== undefined && { timeZone: zone }),
  };
  const problems = checkExclusion(exclusion).map(problem =>
    placed(problem, at),
  );
  return problems.length > 0
    ? { diagnostics: [...found, ...problems] }
    : {
        entry: {
          exclusion,
          ...(environments.names && { environments: environments.names }),
          ...(slos.names && { slos: slos.names }),
          at,
        },
        diagnostics: found,
      };
}

/** Of an unknown zone it is told apart; until then its times are those of UTC. */
function timeOf(text: string, zone: string = 'UTC'): number {
  const known = isTimeZone(zone) ? zone : 'UTC';
  return DateTime.fromISO(text, { zone: known }).toMillis();
}

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  startMs: ['start'],
  endMs: ['end', 'duration'],
};

/** A finding on an exclusion, where the file says the field. */
function placed(
  { severity, code, path, summary, detail }: Diagnostic,
  at: Cursor,
): Diagnostic {
  const names = FIELDS[path] ?? [path];
  const name = names.find(each => at.child(each).value !== undefined);
  return findingAt((name === undefined ? at : at.child(name)).place(), {
    severity,
    code,
    summary,
    detail: `It is left out. ${detail ?? ''}`.trim(),
  });
}

function readNames(
  list: Found<readonly unknown[]> | undefined,
  rule: FieldRule<string>,
): {
  readonly names?: readonly Found<string>[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const read = (list?.value ?? []).map((_item, index) =>
    readField((list as Found<unknown>).at.child(index), rule),
  );
  return {
    ...(list && { names: read.flatMap(({ found }) => found ?? []) }),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

function missing(at: Cursor): readonly Diagnostic[] {
  const has = (field: string) => at.child(field).value !== undefined;
  const absent = [
    ...['name', 'reason', 'start'].filter(field => !has(field)),
    ...(has('end') || has('duration') ? [] : ['end']),
  ].map(field =>
    findingAt(at.child(field).place(), {
      severity: 'error',
      code: 'missing-field',
      summary: `The exclusion has no ${field}.`,
      detail: `It is left out. Add ${field}.`,
    }),
  );
  return has('end') && has('duration')
    ? [
        ...absent,
        findingAt(at.child('duration').place('key'), {
          severity: 'error',
          code: 'two-ends',
          summary: 'The exclusion has both end and duration.',
          detail: 'It is left out. Keep one of them.',
        }),
      ]
    : absent;
}
