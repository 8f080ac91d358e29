import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { isObject, unknownFields } from '../../spec/specFile/readFields';
import { Cursor } from '../../spec/specFile/cursor';
import { emptyField } from '../../spec/specFile/wrongType';
import { checkRules } from './checkRules';
import { isPresent } from './condition';
import { accepts } from './fragment';
import { OpenSloProfile } from './levels';
import {
  brokenBound,
  brokenCheck,
  emptyObject,
  fieldName,
  invalidText,
  missingField,
  notA,
} from './problems';
import {
  Anything,
  AnyShape,
  Bound,
  Check,
  List,
  Mapping,
  Scalar,
  Struct,
} from './shape';

/** What is left of a value when all that breaks a rule is taken out, and the findings on what was. */
export interface Checked {
  /** Absent when nothing of it can be used. */
  readonly value?: unknown;
  readonly findings: readonly Diagnostic[];
}

/** Checks a value against a shape. Positions are only worked out for findings. */
export function checkShape(
  shape: AnyShape,
  at: Cursor,
  profile: OpenSloProfile,
): Checked {
  switch (shape.kind) {
    case 'scalar':
      return checkScalar(shape, at, profile);
    case 'struct':
      return checkStruct(shape, at, profile);
    case 'mapping':
      return checkMapping(shape, at, profile);
    case 'list':
      return Array.isArray(at.value)
        ? withBounds(checkItems(shape, at, profile), shape.bounds, at, profile)
        : { findings: [notA('a list', at)] };
    case 'either':
      return checkShape(
        Array.isArray(at.value) ? shape.list : shape.other,
        at,
        profile,
      );
    default:
      return checkAnything(shape, at, profile);
  }
}

function checkScalar(
  { checks, known }: Scalar<unknown>,
  at: Cursor,
  profile: OpenSloProfile,
): Checked {
  const broken = checks.find(check => !passes(check, at.value));
  if (broken === undefined) {
    return { value: at.value, findings: [] };
  }
  const isFine = (value: unknown) =>
    checks.every(check => passes(check, value));
  const finding = brokenCheck(broken, { known, isFine }, at, profile);
  return finding.severity === 'error'
    ? { findings: [finding] }
    : { value: at.value, findings: [finding] };
}

function passes({ fragment, test }: Check, value: unknown): boolean {
  return accepts(fragment, value) && (test === undefined || test(value));
}

/** Of more items than there may be the rest is not looked at. */
function checkItems(
  { of, bounds }: List<unknown>,
  at: Cursor,
  profile: OpenSloProfile,
): Checked {
  const most = Math.min(...bounds.map(({ max = Infinity }) => max));
  const read = (at.value as readonly unknown[])
    .slice(0, most)
    .map((_item, index) => checkShape(of, at.child(index), profile));
  return {
    // what cannot be used keeps its place, so that indices stay those of the text
    value: read.map(({ value }) => value),
    findings: read.flatMap(({ findings }) => findings),
  };
}

function withBounds(
  checked: Checked,
  bounds: readonly Bound[],
  at: Cursor,
  profile: OpenSloProfile,
): Checked {
  const size = Object.keys(at.value as object).length;
  const broken = bounds.filter(
    ({ min = 0, max = Infinity }) => size < min || size > max,
  );
  if (broken.length === 0) {
    return checked;
  }
  return {
    value: checked.value,
    findings: [
      ...broken.map(bound => brokenBound(bound, at, profile)),
      ...checked.findings,
    ],
  };
}

function checkMapping(
  { keys, values, bounds }: Mapping<unknown>,
  at: Cursor,
  profile: OpenSloProfile,
): Checked {
  const { value } = at;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { findings: [notA('an object', at)] };
  }
  const kept: [string, unknown][] = [];
  const findings: Diagnostic[] = [];
  for (const key of Object.keys(value)) {
    const child = at.child(key);
    const broken = keys.find(check => !passes(check, key));
    const problem = broken && brokenCheck(broken, {}, child, profile, key);
    const read = checkShape(values, child, profile);
    findings.push(...(problem ? [problem] : []), ...read.findings);
    if (read.value !== undefined && problem?.severity !== 'error') {
      kept.push([key, read.value]);
    }
  }
  const checked = { value: Object.fromEntries(kept), findings };
  return withBounds(checked, bounds, at, profile);
}

function checkStruct(
  { fields, rules }: Struct<unknown>,
  at: Cursor,
  profile: OpenSloProfile,
): Checked {
  const names = Object.keys(fields);
  const findings = unknownFields(at, names, {
    shown: () => names.map(name => fieldName(at, name)),
  });
  const { value } = at;
  if (!isObject(value)) {
    return { findings };
  }
  const kept: Record<string, unknown> = {};
  for (const name of names) {
    const { shape, required } = (fields as Record<string, AnyField>)[name];
    const written = Object.hasOwn(value, name) ? value[name] : undefined;
    if (isPresent(written)) {
      const read = checkShape(shape, at.child(name), profile);
      findings.push(...read.findings);
      if (read.value !== undefined) {
        kept[name] = read.value;
      }
    } else if (required) {
      findings.push(missingField(name, at, required, profile));
    } else if (written === null) {
      findings.push(emptyField(at.child(name)));
    }
  }
  findings.push(...checkRules(rules, at, profile, kept));
  return { value: kept, findings };
}

interface AnyField {
  readonly shape: AnyShape;
  readonly required?: Check['levels'];
}

function isEmpty(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}

const HARMFUL = /(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}]/u;

/** Whatever it is, its texts must not show other than they are. */
function checkAnything(
  { filled }: Anything<unknown>,
  at: Cursor,
  profile: OpenSloProfile,
): Checked {
  if (filled && isEmpty(at.value)) {
    const finding = emptyObject(at, filled, profile);
    return {
      ...(finding.severity !== 'error' && { value: at.value }),
      findings: [finding],
    };
  }
  const findings: Diagnostic[] = [];
  const visit = (cursor: Cursor): void => {
    const { value } = cursor;
    if (typeof value === 'string' && HARMFUL.test(value)) {
      findings.push(invalidText(cursor));
    }
    if (typeof value === 'object' && value !== null) {
      Object.keys(value).forEach(key =>
        visit(cursor.child(Array.isArray(value) ? Number(key) : key)),
      );
    }
  };
  visit(at);
  return findings.length > 0 ? { findings } : { value: at.value, findings };
}
