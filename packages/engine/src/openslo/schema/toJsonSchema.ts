import { Condition, stepsOf } from './condition';
import { Fragment } from './fragment';
import { Rule } from './rule';
import { AnyShape, Bound, Check, Struct } from './shape';

/** A JSON Schema, as far as one is written here. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Shapes that have a definition of their own, by its name. */
export type Definitions = ReadonlyMap<AnyShape, string>;

/**
 * JSON Schema of a shape: it refuses what the lenient profile refuses, as far as a schema can say it. A key without a
 * value is as if it were not there.
 */
export function toJsonSchema(
  shape: AnyShape,
  definitions: Definitions,
): JsonSchema {
  const name = definitions.get(shape);
  return name === undefined
    ? describeShape(shape, definitions)
    : { $ref: `#/definitions/${name}` };
}

/** The same, for the definition itself. */
export function describeShape(
  shape: AnyShape,
  definitions: Definitions,
): JsonSchema {
  const of = (inner: AnyShape) => toJsonSchema(inner, definitions);
  switch (shape.kind) {
    case 'scalar':
      return fromChecks(shape.checks);
    case 'struct':
      return fromStruct(shape, definitions);
    case 'list':
      return {
        type: 'array',
        items: of(shape.of),
        ...bounded(shape.bounds, 'minItems', 'maxItems'),
      };
    case 'mapping':
      return {
        type: 'object',
        ...(shape.keys.length > 0 && { propertyNames: fromChecks(shape.keys) }),
        additionalProperties: of(shape.values),
        ...bounded(shape.bounds, 'minProperties', 'maxProperties'),
      };
    case 'either':
      return { anyOf: [of(shape.other), of(shape.list)] };
    default:
      return {};
  }
}

function fromChecks(checks: readonly Check[]): JsonSchema {
  const fragments: readonly Fragment[] = checks
    .filter(({ levels }) => levels.lenient === 'error')
    .map(({ fragment }) => fragment);
  const [only] = fragments;
  return fragments.length === 1 ? { ...only } : { allOf: fragments };
}

function bounded(
  bounds: readonly Bound[],
  least: string,
  most: string,
): JsonSchema {
  return Object.assign(
    {},
    ...bounds
      .filter(({ levels }) => levels.lenient === 'error')
      .map(({ min, max }) => ({
        ...(min !== undefined && { [least]: min }),
        ...(max !== undefined && { [most]: max }),
      })),
  ) as JsonSchema;
}

const WRITTEN: JsonSchema = { not: { type: 'null' } };

function fromStruct(
  { fields, rules }: Struct<unknown>,
  definitions: Definitions,
): JsonSchema {
  const named = Object.entries(
    fields as Readonly<
      Record<
        string,
        {
          readonly shape: AnyShape;
          readonly description: string;
          readonly required?: Check['levels'];
        }
      >
    >,
  );
  const isNeeded = (levels: Check['levels'] | undefined) =>
    levels?.lenient === 'error';
  const properties = named.map(([name, { shape, description, required }]) => {
    const schema = toJsonSchema(shape, definitions);
    return [
      name,
      isNeeded(required)
        ? {
            description,
            allOf: [shape.kind === 'anything' ? WRITTEN : schema],
          }
        : { description, anyOf: [schema, { type: 'null' }] },
    ] as const;
  });
  const required = named
    .filter(([, field]) => isNeeded(field.required))
    .map(([name]) => name);
  const ruled = rules.flatMap(fromRule);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
    ...(ruled.length > 0 && { allOf: ruled }),
  };
}

/** An object that has a field, with a value. */
function having(name: string, value: JsonSchema = WRITTEN): JsonSchema {
  return { type: 'object', required: [name], properties: { [name]: value } };
}

function fromRule(rule: Rule): readonly JsonSchema[] {
  if (rule.levels.lenient !== 'error') {
    return [];
  }
  const schema = within(stepsOf(rule.at), demandOf(rule));
  return [
    rule.when === undefined
      ? schema
      : { if: fromCondition(rule.when), then: schema },
  ];
}

/** What the object of a rule must be; anything but an object has been refused already. */
function demandOf(rule: Rule): JsonSchema {
  switch (rule.rule) {
    case 'required':
      return { anyOf: [{ not: { type: 'object' } }, having(rule.field)] };
    case 'exactly-one':
      return {
        oneOf: [
          { not: { type: 'object' } },
          ...rule.of.map(name => having(name)),
        ],
      };
    case 'at-most-one-item':
      return { properties: { [rule.field]: { maxItems: 1 } } };
    default:
      return { not: having(rule.field) };
  }
}

/** A schema for what a path leads to, if it leads anywhere. */
function within(
  [step, ...rest]: readonly string[],
  schema: JsonSchema,
): JsonSchema {
  if (step === undefined) {
    return schema;
  }
  const inner = within(rest, schema);
  return step === '[]' ? { items: inner } : { properties: { [step]: inner } };
}

function fromCondition(condition: Condition): JsonSchema {
  if ('not' in condition) {
    return { not: fromCondition(condition.not) };
  }
  if ('any' in condition) {
    return { anyOf: condition.any.map(fromCondition) };
  }
  if ('all' in condition) {
    return { allOf: condition.all.map(fromCondition) };
  }
  const value = 'is' in condition ? WRITTEN : { enum: condition.in };
  return leadingTo(stepsOf(condition.path), value);
}

/** Objects and lists in which a path leads to such a value. */
function leadingTo(
  [step, ...rest]: readonly string[],
  value: JsonSchema,
): JsonSchema {
  if (step === undefined) {
    return value;
  }
  const inner = leadingTo(rest, value);
  return step === '[]'
    ? { type: 'array', contains: inner }
    : having(step, inner);
}
