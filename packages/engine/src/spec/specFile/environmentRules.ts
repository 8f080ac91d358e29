import { z } from 'zod';
import { SCOPE_NAME, SCOPE_NAME_RULE } from '../scopeName';
import { sloName, target, threshold, window } from './promiseRules';
import { FieldRule, Rules } from './readFields';
import { specRules } from './specRules';

const anything = z.unknown();

/** The name of an environment. */
export const environmentRule: FieldRule<string> = {
  schema: z
    .string()
    .regex(SCOPE_NAME)
    .meta({
      description: 'Name of the environment.',
      examples: ['production'],
    }),
  code: 'invalid-environment',
  expected: `an environment, which must be ${SCOPE_NAME_RULE}`,
};

/** Fields of an environment that differs from the others. */
export const environmentRules = {
  name: environmentRule,
  tier: specRules.tier,
  service: specRules.service,
  dataSource: specRules.dataSource,
  selector: { schema: anything, code: 'wrong-type', expected: 'an object' },
  alerts: specRules.alerts,
  paging: specRules.paging,
  gate: specRules.gate,
  slos: {
    schema: z.array(anything).max(100),
    code: 'invalid-slos',
    expected: 'a list of at most 100 SLOs',
  },
} satisfies Rules;

/** Fields of an SLO that is different in one environment. */
export const sloOverlayRules = {
  name: {
    ...sloName,
    schema: sloName.schema.meta({
      description:
        'Which SLO of the service is meant; that of a preset is usually called like it.',
      examples: ['availability'],
    }),
  },
  target,
  window,
  threshold,
  alerts: specRules.alerts,
} satisfies Rules;
