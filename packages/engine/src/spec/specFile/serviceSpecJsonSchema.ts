import { z } from 'zod';
import { RESERVED_LABEL_NAMES } from '../labelNames';
import { SCOPE_NAME } from '../scopeName';
import { Rules } from './readFields';
import {
  alertLevelRule,
  alertsRules,
  availabilityRules,
  dependencyRules,
  documentRules,
  environmentRule,
  labelValueRule,
  latencyRules,
  metadataRules,
  specRules,
} from './specRules';

/** An object of exactly these fields. */
function object(
  rules: Rules,
  required: readonly string[],
  fields: Readonly<Record<string, z.ZodType>> = {},
): z.ZodType {
  const shape = Object.entries(rules).map(([name, { schema }]) => {
    const field = fields[name] ?? schema;
    return [name, required.includes(name) ? field : field.optional()] as const;
  });
  return z.strictObject(Object.fromEntries(shape));
}

const labels = z.record(z.string(), labelValueRule.schema);

const alerts = object(alertsRules, [], {
  disabled: z.array(alertLevelRule.schema).meta({
    description:
      'Alerts that are not made for this SLO. The other ones do not change.',
    examples: [['page-fast', 'page-slow']],
  }),
}).meta({ description: 'What of its alerts is wanted. Default: all.' });

const spec = object(specRules, [], {
  service: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,252}$/)
    .meta({
      description:
        "Value of the service label on the service's series. Default: the name of the entity.",
      examples: ['search-api'],
    }),
  labels: labels.meta({
    description: `Labels of your own, on alerts and on OpenSLO objects. In Prometheus - and . of their names become _. Reserved: ${RESERVED_LABEL_NAMES.join(
      ', ',
    )}.`,
    examples: [{ 'cost-centre': '42' }],
  }),
  dataSource: z
    .string()
    .regex(SCOPE_NAME)
    .meta({
      description:
        'Name of a configured data source. Default: the one that the configuration makes the default.',
      examples: ['demo'],
    }),
  environments: z.array(environmentRule.schema).min(1).max(100).meta({
    description:
      'Environments that the service runs in. Default: all that its data source serves.',
  }),
  slos: z
    .array(
      z.union([
        object(availabilityRules, ['preset', 'target'], { alerts }),
        object(latencyRules, ['preset', 'target', 'threshold'], { alerts }),
      ]),
    )
    .max(100)
    .meta({
      description:
        'SLOs by preset. When given, they replace the default SLOs of the tier; an empty list leaves only the OpenSLO documents of the file.',
    }),
  dependencies: z
    .array(
      object(dependencyRules, [], {
        selector: labels.meta({
          description:
            "Label values that choose the dependency's series, by Prometheus label.",
          examples: [{ cluster: 'search' }],
        }),
      }),
    )
    .max(500)
    .meta({
      description:
        'What the service needs to work, beside what its entity depends on.',
    }),
}).meta({ description: 'Everything here is optional.' });

const document = object(documentRules, ['apiVersion', 'kind', 'metadata'], {
  metadata: object(metadataRules, ['name']).meta({
    description: 'Whose spec it is.',
  }),
  spec,
}).meta({
  title: 'ServiceSpec',
  description:
    'What a service promises and is made of. OpenSLO v1 documents may follow in the same file.',
});

/**
 * JSON Schema of a spec file, with descriptions: for editors, and the source of the reference documentation.
 *
 * @public
 */
export const serviceSpecJsonSchema: Readonly<Record<string, unknown>> =
  z.toJSONSchema(document, { target: 'draft-7', io: 'input' });
