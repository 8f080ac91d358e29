import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor } from '../../spec/specFile/cursor';
import { holds, isPresent, stepsOf } from './condition';
import { OpenSloProfile } from './levels';
import { fieldName, hintIn, missingField, problemAt } from './problems';
import { Rule } from './rule';

/** An object that a rule is about, and what has been kept of it. */
interface Subject {
  readonly at: Cursor;
  readonly kept: Record<string, unknown>;
}

/** Checks the rules of an object. Of fields that exclude each other none is kept. */
export function checkRules(
  rules: readonly Rule[],
  at: Cursor,
  profile: OpenSloProfile,
  kept: Record<string, unknown>,
): readonly Diagnostic[] {
  return rules
    .filter(({ when }) => when === undefined || holds(when, at.value))
    .flatMap(rule =>
      subjectsOf(stepsOf(rule.at), { at, kept }).flatMap(subject =>
        checkRule(rule, subject, profile),
      ),
    );
}

function subjectsOf(
  [step, ...rest]: readonly string[],
  { at, kept }: Subject,
): readonly Subject[] {
  if (step === undefined) {
    return [{ at, kept }];
  }
  const next = step === '[]' ? at : at.child(step);
  const members = (step === '[]' ? kept : kept[step]) as unknown;
  if (step === '[]') {
    return Array.isArray(members)
      ? members.flatMap((member: unknown, index) =>
          isObject(member)
            ? subjectsOf(rest, { at: next.child(index), kept: member })
            : [],
        )
      : [];
  }
  return isObject(members) || Array.isArray(members)
    ? subjectsOf(rest, { at: next, kept: members as Record<string, unknown> })
    : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkRule(
  rule: Rule,
  { at, kept }: Subject,
  profile: OpenSloProfile,
): readonly Diagnostic[] {
  const { levels } = rule;
  const has = (name: string) => isPresent(at.child(name).value);
  switch (rule.rule) {
    case 'required':
      return has(rule.field)
        ? []
        : [missingField(rule.field, at, levels, profile, rule)];
    case 'forbidden':
      return has(rule.field) ? [isForbidden(rule, at, profile)] : [];
    case 'at-most-one-item':
      return itemsOf(at, rule.field) > 1 ? [isTooMuch(rule, at, profile)] : [];
    case 'unwise':
      return has(rule.field)
        ? [
            problemAt(
              at.child(rule.field).place(),
              { code: rule.code, summary: rule.summary, detail: rule.hint },
              levels,
              profile,
            ),
          ]
        : [];
    default: {
      const given = rule.of.filter(has);
      if (given.length > 1) {
        rule.of.forEach(name => delete kept[name]);
        return [areSeveral(rule, given, at, profile)];
      }
      return given.length === 1 ? [] : [isNone(rule, at, profile)];
    }
  }
}

type RuleOf<K extends Rule['rule']> = Extract<Rule, { readonly rule: K }>;

function itemsOf(at: Cursor, field: string): number {
  const { value } = at.child(field);
  return Array.isArray(value) ? value.length : 0;
}

function isForbidden(
  { field, code, levels, hint }: RuleOf<'forbidden'>,
  at: Cursor,
  profile: OpenSloProfile,
): Diagnostic {
  return problemAt(
    at.child(field).place('key'),
    {
      code,
      summary: `${fieldName(at, field)} has no place here.`,
      detail: hintIn(at, hint),
    },
    levels,
    profile,
  );
}

function isTooMuch(
  { field, code, levels, hint }: RuleOf<'at-most-one-item'>,
  at: Cursor,
  profile: OpenSloProfile,
): Diagnostic {
  return problemAt(
    at.child(field).child(1).place(),
    { code, summary: `There is only one of ${field} here.`, detail: hint },
    levels,
    profile,
  );
}

function areSeveral(
  { severalCode, levels, hint }: RuleOf<'exactly-one'>,
  given: readonly string[],
  at: Cursor,
  profile: OpenSloProfile,
): Diagnostic {
  return problemAt(
    at.child(given[given.length - 1]).place('key'),
    {
      code: severalCode,
      summary: `Both ${given
        .map(name => fieldName(at, name))
        .join(' and ')} are given.`,
      detail: hintIn(at, hint),
    },
    levels,
    profile,
  );
}

function isNone(
  { of, code, levels }: RuleOf<'exactly-one'>,
  at: Cursor,
  profile: OpenSloProfile,
): Diagnostic {
  const choice = of.map(name => fieldName(at, name)).join(' or ');
  return problemAt(
    at.place(),
    {
      code,
      summary: `There is no ${choice} here.`,
      detail: `Add ${choice}.`,
    },
    levels,
    profile,
  );
}
