import {
  SPEC_API_VERSION,
  SPEC_KIND,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { z } from 'zod';
import { knownTypes } from '../serviceTypes';
import { knownTiers } from '../tiers';
import { Rules } from './readFields';

const CUSTOM_TYPE = /^x-[a-z0-9]([-a-z0-9]{0,59}[a-z0-9])?$/;

/** An entity reference; kind and namespace may be left out. */
export const OWNER =
  /^(?:[A-Za-z][A-Za-z0-9]{0,62}:)?(?:[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

const anything = z.unknown();

/** The document's own fields. */
export const documentRules = {
  apiVersion: {
    schema: z.literal(SPEC_API_VERSION).meta({
      description: 'The version of the format.',
    }),
    code: 'unknown-version',
    expected: `${SPEC_API_VERSION}, the only version`,
    known: [SPEC_API_VERSION],
  },
  kind: {
    schema: z.literal(SPEC_KIND).meta({
      description: 'What the document is.',
    }),
    code: 'unknown-kind',
    expected: `${SPEC_KIND}, the only kind`,
    known: [SPEC_KIND],
  },
  metadata: {
    schema: anything,
    code: 'wrong-type',
    expected: 'an object',
  },
  spec: { schema: anything, code: 'wrong-type', expected: 'an object' },
} satisfies Rules;

/** Fields of `metadata`. */
export const metadataRules = {
  name: {
    schema: z
      .string()
      .min(1)
      .max(63)
      .meta({
        description: 'Name of the catalog entity that the spec belongs to.',
        // what it is refused by is the rule of the catalog
        pattern: '^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$',
        examples: ['search-api'],
      }),
    code: 'invalid-name',
    expected:
      'the name of an entity: at most 63 letters, digits and . _ -, with a letter or digit at both ends',
  },
} satisfies Rules;

/** Fields of `spec`. */
export const specRules = {
  tier: {
    schema: z.enum(knownTiers as [string, ...string[]]).meta({
      description:
        'How much the service matters; decides the objectives of its default SLOs. tier-1 is critical, tier-2 and medium are standard, tier-3 is low.',
    }),
    code: 'unknown-tier',
    expected: `a tier: ${knownTiers.join(', ')}`,
    known: knownTiers,
  },
  type: {
    schema: z
      .union([
        z.enum(knownTypes as [string, ...string[]]),
        z.string().regex(CUSTOM_TYPE),
      ])
      .meta({
        description:
          'What kind of service it is; decides its signals. x-NAME is a type of your own, measured like an api.',
      }),
    code: 'unknown-type',
    expected: `a type: ${[...knownTypes, 'x-NAME'].join(', ')}`,
    known: knownTypes,
  },
  owner: {
    schema: z
      .string()
      .regex(OWNER)
      .meta({
        description:
          'Entity reference of the owner; without kind it is a Group, without namespace it is in that of the entity. Where the catalog names an owner, that one holds, since permissions rest on it.',
        examples: ['group:default/team-search'],
      }),
    code: 'invalid-owner',
    expected: 'an entity reference, such as group:default/team-search',
  },
  service: { schema: anything, code: 'wrong-type', expected: 'a text' },
  labels: { schema: anything, code: 'wrong-type', expected: 'an object' },
  alerts: { schema: anything, code: 'wrong-type', expected: 'an object' },
  dataSource: { schema: anything, code: 'wrong-type', expected: 'a text' },
  environments: {
    schema: z.array(anything).min(1).max(100),
    code: 'invalid-environments',
    expected: 'a list of environments',
  },
  slos: {
    schema: z.array(anything).max(100),
    code: 'invalid-slos',
    expected: 'a list of at most 100 SLOs',
  },
  exclusions: {
    schema: z.array(anything).max(50),
    code: 'invalid-exclusions',
    expected: 'a list of at most 50 exclusions',
  },
  paging: { schema: anything, code: 'wrong-type', expected: 'an object' },
  gate: { schema: anything, code: 'wrong-type', expected: 'an object' },
  runbook: { schema: anything, code: 'wrong-type', expected: 'an object' },
  dependencies: {
    schema: z.array(anything).max(500),
    code: 'invalid-dependencies',
    expected: 'a list of at most 500 dependencies',
  },
} satisfies Rules;
