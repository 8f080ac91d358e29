import { z } from 'zod';
import { httpProblem, ReplyHead } from './httpProblem';
import { badReply, PrometheusProblem } from './prometheusProblem';

/** An HTTP reply. */
export interface Reply extends ReplyHead {
  readonly contentType: string | null;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Thanos' query frontend names no type, where it cut the range of a query into parts. */
const UNNAMED = 'unknown';

const errorReply = z.object({
  status: z.literal('error'),
  error: z.string(),
  errorType: z.string().default(UNNAMED),
});

/** Some servers say nothing in place of an empty list. */
const names = z
  .array(z.string())
  .nullable()
  .transform(all => all ?? []);

/** To read more would hold up the process, and nothing of it is passed on. */
const MOST_ERROR_BYTES = 64 * 1024;
const HEAD_BYTES = 1024;
const ERROR_HEAD =
  /^\s*\{\s*"status"\s*:\s*"error"\s*,\s*(?:"errorType"\s*:\s*"(\w+)")?/;

/** A list that was cut at the limit that was asked for is what was asked for. */
const CUT = 'results truncated due to limit';

/** Some versions put remarks on a query's style, which leave its result whole, among the warnings. */
export function isRemark(warning: string): boolean {
  return warning.startsWith('PromQL info:');
}

export function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(body));
  } catch {
    throw badReply('The reply is not valid JSON');
  }
}

/** Of a long error only its head is looked at, which says what kind it is before what it quotes. */
function errorTypeOf(body: Uint8Array): string | undefined {
  if (body.byteLength > MOST_ERROR_BYTES) {
    const head = ERROR_HEAD.exec(textOf(body.subarray(0, HEAD_BYTES)));
    return head ? head[1] ?? UNNAMED : undefined;
  }
  try {
    return errorReply.safeParse(parseJson(body)).data?.errorType;
  } catch {
    return undefined;
  }
}

/**
 * Whether a reply says of itself that it is an answer.
 *
 * @throws PrometheusProblem for anything but JSON with a status of success
 */
export function requireAnswer(reply: Reply): void {
  const { status, contentType, body } = reply;
  const ok = status >= 200 && status < 300;
  const isJson = /^application\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? '');
  if (!ok) {
    // Thanos' query frontend calls the JSON of errors plain text
    throw httpProblem(reply, errorTypeOf(body));
  }
  if (!isJson) {
    throw badReply('The reply is not JSON');
  }
}

/**
 * The names in a reply of the label API.
 *
 * @throws PrometheusProblem for anything but a well-formed success
 */
export function parseNames(reply: Reply): string[] {
  requireAnswer(reply);
  const isHarmless = (warning: string) => isRemark(warning) || warning === CUT;
  return dataOf(names, reply.body, isHarmless);
}

function envelopeOf<T extends z.ZodType>(data: T) {
  return z.object({
    status: z.enum(['success', 'error']),
    warnings: z.array(z.string()).nullish(),
    /** VictoriaMetrics' word for what others warn of. */
    isPartial: z.boolean().nullish(),
    data: data.optional(),
  });
}

/**
 * The data in the body of a successful reply.
 *
 * @throws PrometheusProblem for anything but a whole, well-formed success
 */
export function dataOf<T>(
  schema: z.ZodType<T>,
  body: Uint8Array,
  isHarmless: (warning: string) => boolean,
): T {
  const parsed = envelopeOf(schema).safeParse(parseJson(body));
  if (!parsed.success) {
    throw badReply('The reply is not an answer of the Prometheus API');
  }
  const { status, data, warnings, isPartial } = parsed.data;
  if (status === 'error') {
    throw new PrometheusProblem('query-failed', 'The query failed');
  }
  if (isPartial || warnings?.some(warning => !isHarmless(warning))) {
    throw new PrometheusProblem(
      'query-failed',
      'The server warns that the result is not complete',
    );
  }
  if (data === undefined) {
    throw badReply('The reply has no result');
  }
  return data as T;
}
