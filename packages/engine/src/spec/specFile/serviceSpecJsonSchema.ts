import { BURN_LEVELS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { z } from 'zod';
import { LABEL_NAME, RESERVED_LABEL_NAMES } from '../labelNames';
import { SCOPE_NAME } from '../scopeName';
import { alertLevelRule, alertsRules, burnAlertRules } from './alertRules';
import { dependencyRules } from './dependencyRules';
import {
  environmentRule,
  environmentRules,
  sloOverlayRules,
} from './environmentRules';
import { exclusionRules } from './exclusionRules';
import { groupLabelRule, labelValueRule, PROMETHEUS_LABEL } from './labelRules';
import { sloName } from './promiseRules';
import { Rules } from './readFields';
import { gateRules, pagingRules, runbookRules } from './sectionRules';
import { memberRules, PRESET_RULES } from './sloRules';
import { documentRules, metadataRules, specRules } from './specRules';

/** An object of exactly these fields. */
function object(
  rules: Rules,
  required: readonly string[],
  fields: Readonly<Record<string, z.ZodType>> = {},
): z.ZodType {
  const shape = Object.entries(rules).map(([name, { schema }]) => {
    const field = fields[name] ?? schema;
    return [
      name,
      required.includes(name)
        ? field
        : (takesNothing(schema) ? emptiable(field) : field).optional(),
    ] as const;
  });
  return z.strictObject(Object.fromEntries(shape));
}

/** Whether the reader takes a key without a value for one that is not there. */
function takesNothing(rule: z.ZodType): boolean {
  return rule.safeParse(null).success;
}

/** Whoever puts all lines of a section in comments leaves a key without a value. */
function emptiable(field: z.ZodType): z.ZodType {
  const type = field instanceof z.ZodString ? 'string' : 'object';
  return field.meta({ type: [type, 'null'] });
}

/** In Prometheus - and . of a name become _. */
const reserved = RESERVED_LABEL_NAMES.map(name => name.replace(/_/g, '[-._]'));
const labels = z.record(
  z
    .string()
    .regex(
      new RegExp(
        `^(?!(?:${reserved.join('|')})$)${LABEL_NAME.source.slice(1)}`,
      ),
    ),
  labelValueRule.schema,
);

const selector = z.record(
  z.string().regex(PROMETHEUS_LABEL),
  labelValueRule.schema,
);

/** Of these fields exactly those of one of the sets. */
function oneOfSets(...sets: readonly (readonly string[])[]) {
  const all = [...new Set(sets.flat())];
  return {
    oneOf: sets.map(set => ({
      required: set,
      not: {
        anyOf: all
          .filter(name => !set.includes(name))
          .map(name => ({ required: [name] })),
      },
    })),
  };
}

const burnAlert = object(burnAlertRules, []);

const alerts = object(alertsRules, [], {
  burn: z
    .strictObject(
      Object.fromEntries(
        BURN_LEVELS.map(level => [
          level,
          emptiable(burnAlert)
            .meta({ description: `The burn-rate alert ${level}.` })
            .optional(),
        ]),
      ),
    )
    .meta({
      description:
        'Windows and shares of the budget of burn-rate alerts, in place of the usual ones.',
    }),
  disabled: z.array(alertLevelRule.schema).meta({
    description:
      'Alerts that are not made for this SLO. The other ones do not change.',
    examples: [['page-fast', 'page-slow']],
  }),
}).meta({ description: 'How its alerts differ from the usual ones.' });

const groupBy = z
  .array(groupLabelRule.schema)
  .min(1)
  .max(5)
  .meta({
    description:
      'Labels that split the SLO: each of their values has a budget and alerts of its own.',
    examples: [['route']],
  });

const service = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,252}$/)
  .meta({
    description:
      "Value of the service label on the service's series. Default: the name of the entity.",
    examples: ['search-api'],
  });

const dataSource = z
  .string()
  .regex(SCOPE_NAME)
  .meta({
    description:
      'Name of a configured data source. Default: the one that the configuration makes the default.',
    examples: ['demo'],
  });

const paging = object(pagingRules, []);

const gate = object(gateRules, []);

const environment = object(environmentRules, ['name'], {
  service,
  dataSource,
  selector: selector.meta({
    description:
      "Label values that choose the environment's series, in place of the label environment.",
    examples: [{ cluster: 'staging-1' }],
  }),
  alerts: alerts.meta({
    description: 'How the alerts of all SLOs differ in this environment.',
  }),
  paging: paging.meta({
    description: 'What is different of paging. It has no effect yet.',
  }),
  gate: gate.meta({
    description: 'What is different of the gate. It has no effect yet.',
  }),
  slos: z
    .array(object(sloOverlayRules, ['name'], { alerts }))
    .max(100)
    .meta({ description: 'What is different of single SLOs.' }),
}).meta({
  description:
    'What is different in one environment. It goes before what the rest of the spec, the entity and its annotations say.',
});

const spec = object(specRules, [], {
  service,
  labels: labels.meta({
    description: `Labels of your own, on alerts and on OpenSLO objects. In Prometheus - and . of their names become _. Reserved: ${RESERVED_LABEL_NAMES.join(
      ', ',
    )}.`,
    examples: [{ 'cost-centre': '42' }],
  }),
  alerts: alerts.meta({
    description:
      'How alerts differ from the usual ones, for all SLOs that do not say otherwise.',
  }),
  dataSource,
  environments: z
    .array(z.union([environmentRule.schema, environment]))
    .min(1)
    .max(100)
    .meta({
      description:
        'Environments that the service runs in: names, or objects that say what is different there. Default: all that its data source serves.',
      examples: [['production', { name: 'staging', tier: 'low' }]],
    }),
  slos: z
    .array(
      z.union(
        Object.entries(PRESET_RULES).map(([preset, { rules, required }]) =>
          object(rules, ['preset', ...required], {
            alerts,
            groupBy,
            selector: selector.meta({
              description:
                "Label values that choose the gauge's series. Default: those of the service.",
              examples: [{ instance: 'https://shop.example.com' }],
            }),
            members: z
              .array(z.union([sloName.schema, object(memberRules, ['slo'])]))
              .min(2)
              .max(20)
              .meta({
                description:
                  'SLOs of the service that it is made of, by name, or with a weight.',
                examples: [['availability', { slo: 'latency', weight: 2 }]],
              }),
          }).meta({
            dependencies: { sliceTarget: ['slice'] },
            ...(preset === 'expression' &&
              oneOfSets(['good', 'total'], ['bad', 'total'], ['ratio'])),
          }),
        ),
      ),
    )
    .max(100)
    .meta({
      description:
        'SLOs by preset. When given, they replace the default SLOs of the tier; an empty list leaves only the OpenSLO documents of the file.',
    }),
  exclusions: z
    .array(
      object(exclusionRules, ['name', 'reason', 'start'], {
        environments: z.array(environmentRule.schema).min(1).max(100).meta({
          description: 'Environments that it is for. Default: all.',
        }),
        slos: z.array(sloName.schema).min(1).max(100).meta({
          description: 'SLOs that it is for. Default: all.',
        }),
      }).meta({
        if: { required: ['end'] },
        then: { not: { required: ['duration'] } },
        else: { required: ['duration'] },
      }),
    )
    .max(50)
    .meta({
      description:
        'Times that count against no budget: maintenance, migrations, load tests.',
    }),
  paging: paging.meta({
    description: 'Who is called. Checked and kept; it has no effect yet.',
  }),
  gate: gate.meta({
    description:
      'When a deployment is warned of or refused. Checked and kept; it has no effect yet.',
  }),
  runbook: object(runbookRules, []).meta({
    description: 'Where help is. Checked and kept; it has no effect yet.',
  }),
  dependencies: z
    .array(
      object(dependencyRules, [], {
        selector: selector.meta({
          description:
            "Label values that choose the dependency's series, by Prometheus label.",
          examples: [{ cluster: 'search' }],
        }),
      }).meta({
        if: { not: { required: ['ref'] } },
        then: { required: ['name'] },
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
