import { z } from 'zod';
import { Rules } from './readFields';

const name = (description: string, example: string) => ({
  schema: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]*$/u)
    .meta({ description, examples: [example] }),
  code: 'invalid-text',
  expected: 'a text of at most 200 characters on one line',
});

const share = (description: string, example: number) => ({
  schema: z
    .number()
    .min(0)
    .max(100)
    .meta({ description, examples: [example] }),
  code: 'invalid-share',
  expected: 'a percentage from 0 to 100',
});

/** Fields of `paging`. */
export const pagingRules = {
  service: name(
    'Service of the paging tool that is called. Default: the one that the annotation of that tool names.',
    'PABC123',
  ),
  escalationPolicy: name('Who is called, and who next.', 'PDEF456'),
  urgency: {
    schema: z
      .enum(['high', 'low'])
      .meta({ description: 'How loud a page is. Default: by tier.' }),
    code: 'unknown-urgency',
    expected: 'an urgency: high, low',
    known: ['high', 'low'],
  },
} satisfies Rules;

/** Fields of `gate`. */
export const gateRules = {
  warnBelow: share(
    'Remaining per cent of the worst budget below which a deployment is warned of.',
    20,
  ),
  blockBelow: share(
    'Remaining per cent of the worst budget below which a deployment is refused.',
    10,
  ),
  onUnknown: {
    schema: z.enum(['allow', 'warn', 'block']).meta({
      description: 'What missing or stale evidence does. Default: by tier.',
    }),
    code: 'unknown-verdict',
    expected: 'a verdict: allow, warn, block',
    known: ['allow', 'warn', 'block'],
  },
} satisfies Rules;

/** Fields of `runbook`. */
export const runbookRules = {
  url: {
    schema: z
      .string()
      .max(2000)
      .regex(/^https?:\/\/[^\s\p{Cc}\p{Cs}\p{Bidi_Control}]+$/u)
      .meta({
        description: 'Where the runbook is.',
        examples: ['https://wiki.example.com/search-api'],
      }),
    code: 'invalid-url',
    expected: 'a URL that begins with http:// or https://',
  },
  contact: name('Whom to ask when it does not help.', '#team-search'),
} satisfies Rules;
