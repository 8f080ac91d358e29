import { alertConditionSpecShape } from './alertCondition';
import { alertNotificationTargetSpecShape } from './alertNotificationTarget';
import { alertPolicySpecShape } from './alertPolicy';
import { metadataShape, OPENSLO_API_VERSION } from './metadata';
import { OPENSLO_KINDS, SHAPES } from './openSloObject';
import { AnyShape } from './schema';
import { describeShape } from './schema/toJsonSchema';
import { metricShape, sliSpecShape } from './sli';
import { timeWindowShape } from './timeWindow';

/** What several kinds have in common. */
const SHARED: Readonly<Record<string, AnyShape>> = {
  metadata: metadataShape,
  metric: metricShape,
  sliSpec: sliSpecShape,
  timeWindow: timeWindowShape,
  alertPolicySpec: alertPolicySpecShape,
  alertConditionSpec: alertConditionSpecShape,
  alertNotificationTargetSpec: alertNotificationTargetSpecShape,
};

const named = { ...SHARED, ...SHAPES };
const definitions = new Map(
  Object.entries(named).map(([name, shape]) => [shape, name]),
);

const object = {
  type: 'object',
  required: ['apiVersion', 'kind'],
  properties: {
    apiVersion: {
      description: 'The version of the format.',
      enum: [OPENSLO_API_VERSION],
    },
    kind: { description: 'What the object is.', enum: OPENSLO_KINDS },
  },
  allOf: OPENSLO_KINDS.map(kind => ({
    if: { properties: { kind: { const: kind } } },
    then: { $ref: `#/definitions/${kind}` },
  })),
};

/**
 * JSON Schema of an object of OpenSLO v1, or a list of them, with descriptions, for editors. It is made from the rules
 * that `parseOpenSlo` checks, and refuses what the lenient profile refuses. What no schema can say is left to that: that
 * a time zone, a day or an object that is referred to exists.
 *
 * @public
 */
export const openSloJsonSchema: Readonly<Record<string, unknown>> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'OpenSLO v1',
  type: ['object', 'array'],
  if: { type: 'array' },
  then: { items: { $ref: '#/definitions/object' } },
  else: { $ref: '#/definitions/object' },
  definitions: {
    object,
    ...Object.fromEntries(
      Object.entries(named).map(([name, shape]) => [
        name,
        describeShape(shape, definitions),
      ]),
    ),
  },
};
