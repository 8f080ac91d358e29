import { z } from 'zod';
import { Rules } from './readFields';

const TECHNOLOGY = /^[a-z0-9][a-z0-9-]{0,62}$/;

const anything = z.unknown();

/** Fields of a dependency. */
export const dependencyRules = {
  ref: {
    schema: z
      .string()
      .min(1)
      .max(200)
      .meta({
        description:
          'Entity reference of the dependency; without kind it is a Resource, without namespace it is in that of the entity. An entry refines the dependency that the entity itself names.',
        examples: ['resource:default/search-index'],
      }),
    code: 'invalid-ref',
    expected: 'an entity reference, such as resource:default/orders-db',
  },
  name: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)
      .meta({
        description:
          'Name of the dependency, by default that of its reference.',
        examples: ['search-index'],
      }),
    code: 'invalid-name',
    expected: 'a name of at most 63 letters, digits and . _ -',
  },
  technology: {
    schema: z
      .string()
      .regex(TECHNOLOGY)
      .meta({
        description: 'What it runs on, in lower case.',
        examples: ['postgresql', 'redis', 'elasticsearch'],
      }),
    code: 'invalid-technology',
    expected: 'a technology like postgresql or redis',
  },
  selector: {
    schema: anything,
    code: 'wrong-type',
    expected: 'an object',
  },
} satisfies Rules;
