import { z } from 'zod';
import { httpProblem, ReplyHead } from './httpProblem';
import { PrometheusProblem } from './prometheusProblem';

const labels = z.record(z.string(), z.string());
const sample = z.tuple([z.number(), z.string()]);

const matrix = z.object({
  resultType: z.literal('matrix'),
  result: z.array(z.object({ metric: labels, values: z.array(sample) })),
});

const vector = z.object({
  resultType: z.literal('vector'),
  result: z.array(z.object({ metric: labels, value: sample })),
});

function envelopeOf<T extends z.ZodType>(data: T) {
  return z.object({
    status: z.enum(['success', 'error']),
    errorType: z.string().optional(),
    warnings: z.array(z.string()).nullish(),
    isPartial: z.boolean().nullish(),
    data: data.optional(),
  });
}

const queryReply = envelopeOf(
  z.discriminatedUnion('resultType', [matrix, vector]),
);
/** Some servers say nothing in place of an empty list. */
const namesReply = envelopeOf(
  z
    .array(z.string())
    .nullable()
    .transform(names => names ?? []),
);

/** Result of a query as Prometheus writes it: times in seconds, values as text. */
export type ReplyData = z.infer<typeof matrix> | z.infer<typeof vector>;

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new PrometheusProblem('bad-reply', 'The reply is not valid JSON');
  }
}

/** A list that was cut at the limit that was asked for is what was asked for. */
const CUT = 'results truncated due to limit';

/** Some versions put remarks on a query's style, which leave its result whole, among the warnings. */
function isRemark(warning: string): boolean {
  return warning.startsWith('PromQL info:');
}

/** An HTTP reply. */
export interface Reply extends ReplyHead {
  readonly contentType: string | null;
  readonly body: string;
}

/**
 * The data in a reply of the query API.
 *
 * @throws PrometheusProblem for anything but a whole, well-formed success
 */
export function parseReply(reply: Reply): ReplyData {
  return dataOf(queryReply, reply, isRemark);
}

/**
 * The names in a reply of the label API.
 *
 * @throws PrometheusProblem for anything but a well-formed success
 */
export function parseNames(reply: Reply): string[] {
  const isHarmless = (warning: string) => isRemark(warning) || warning === CUT;
  return dataOf(namesReply, reply, isHarmless);
}

interface Envelope<T> {
  readonly status: 'success' | 'error';
  readonly errorType?: string;
  readonly warnings?: readonly string[] | null;
  /** VictoriaMetrics' word for what others warn of. */
  readonly isPartial?: boolean | null;
  readonly data?: T;
}

function dataOf<T>(
  schema: z.ZodType<Envelope<T>>,
  reply: Reply,
  isHarmless: (warning: string) => boolean,
): T {
  const { status, contentType, body } = reply;
  const ok = status >= 200 && status < 300;
  const isJson = /^application\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? '');
  if (!isJson) {
    throw ok
      ? new PrometheusProblem('bad-reply', 'The reply is not JSON')
      : httpProblem(reply);
  }
  const parsed = schema.safeParse(ok ? parseJson(body) : tryParse(body));
  if (!ok) {
    throw httpProblem(reply, parsed.data?.errorType);
  }
  if (!parsed.success) {
    throw new PrometheusProblem(
      'bad-reply',
      'The reply is not an answer of the Prometheus API',
    );
  }
  const { data, warnings, isPartial } = parsed.data;
  if (parsed.data.status === 'error') {
    throw new PrometheusProblem('query-failed', 'The query failed');
  }
  if (isPartial || warnings?.some(warning => !isHarmless(warning))) {
    throw new PrometheusProblem(
      'query-failed',
      'The server warns that the result is not complete',
    );
  }
  if (!data) {
    throw new PrometheusProblem('bad-reply', 'The reply has no result');
  }
  return data;
}

function tryParse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
