import {
  CompositeSli,
  Diagnostic,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from './cursor';
import { Found, isObject, readFields } from './readFields';
import { readSelector } from './readSelector';
import { IndicatorEntry, MemberEntry } from './specFields';
import {
  compositeRules,
  expressionRules,
  memberRules,
  probeRules,
  thresholdRules,
} from './sloRules';
import { withoutEffect } from './withoutEffect';
import { wrongType } from './wrongType';

/** What an SLO measures, where its preset does not say it. */
export interface IndicatorReading {
  /** Absent where what is needed is missing or broken. */
  readonly indicator?: IndicatorEntry;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads what an SLO of one of these presets measures. */
export function readIndicatorEntry(
  preset: IndicatorEntry['kind'],
  at: Cursor,
): IndicatorReading {
  switch (preset) {
    case 'probe':
      return readProbe(at);
    case 'threshold':
      return readThreshold(at);
    case 'expression':
      return readExpression(at);
    case 'composite':
      return readComposite(at);
    default:
      return preset satisfies never;
  }
}

function readProbe(at: Cursor): IndicatorReading {
  const { metric, selector } = readFields(at, probeRules).fields;
  const { labels, diagnostics } = readSelector(selector?.at);
  return {
    indicator: {
      kind: 'probe',
      metric: metric?.value ?? 'up',
      ...(Object.keys(labels).length > 0 && { selector: labels }),
    },
    diagnostics,
  };
}

function readThreshold(at: Cursor): IndicatorReading {
  const { query, op, value } = readFields(at, thresholdRules).fields;
  return {
    ...(query &&
      op &&
      value && {
        indicator: {
          kind: 'threshold',
          query,
          op: op.value,
          value: value.value,
        },
      }),
    diagnostics: [],
  };
}

function readExpression(at: Cursor): IndicatorReading {
  const { good, bad, total, ratio, of } = readFields(
    at,
    expressionRules,
  ).fields;
  const isRatio = ratio && !good && !bad && !total;
  const isPair =
    total && !ratio && (good === undefined) !== (bad === undefined);
  if (!isRatio && !isPair) {
    return { diagnostics: [incomplete(at)] };
  }
  return {
    indicator: {
      kind: 'expression',
      queries: {
        ...(good && { good }),
        ...(bad && { bad }),
        ...(total && { total }),
        ...(ratio && { ratio: { query: ratio, of: of?.value ?? 'good' } }),
      },
    },
    diagnostics:
      isPair && of
        ? [
            withoutEffect(
              of.at,
              'It tells of which events a ratio is the share.',
            ),
          ]
        : [],
  };
}

function readComposite(at: Cursor): IndicatorReading {
  const { formula, members } = readFields(at, compositeRules).fields;
  const read = (members?.value ?? []).map((_item, index) =>
    readMember((members as Found<unknown>).at.child(index)),
  );
  const found = read.flatMap(({ member }) => member ?? []);
  const usable = formula !== undefined && found.length === read.length;
  return {
    ...(usable &&
      found.length > 0 && {
        indicator: {
          kind: 'composite',
          formula: formula.value as CompositeSli['formula'],
          members: found,
        },
      }),
    diagnostics: [
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...(usable && formula.value !== 'weighted'
        ? read
            .flatMap(({ weight }) => weight ?? [])
            .map(weight =>
              withoutEffect(
                weight,
                'Only members of a weighted mean have weights.',
              ),
            )
        : []),
    ],
  };
}

/** A name, or an object with a weight. */
function readMember(at: Cursor): {
  readonly member?: MemberEntry;
  /** Where a weight is given. */
  readonly weight?: Cursor;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (typeof at.value === 'string') {
    return { member: { slo: at.value, weight: 1, at }, diagnostics: [] };
  }
  if (!isObject(at.value)) {
    return { diagnostics: [wrongType(at, 'the name of an SLO')] };
  }
  const { fields, diagnostics } = readFields(at, memberRules);
  const { slo, weight } = fields;
  const absent = at.child('slo').value === undefined;
  return {
    ...(slo && {
      member: { slo: slo.value, weight: weight?.value ?? 1, at: slo.at },
    }),
    ...(weight && { weight: weight.at }),
    diagnostics: absent ? [...diagnostics, nameless(at)] : diagnostics,
  };
}

function nameless(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'missing-field',
    summary: 'The member names no SLO.',
    detail: 'The composite is left out. Add slo.',
  });
}

function incomplete(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'incomplete-sli',
    summary: 'The SLO needs good or bad events and all events, or one ratio.',
    detail:
      'It is left out. Give exactly one of good and bad, and total; or only ratio.',
  });
}
