import { groupKey } from '@nthlayer/engine';
import { PrometheusProblem } from './prometheusProblem';
import { ReplyData } from './reply';

/**
 * One series of a result. Times are milliseconds since the epoch, ascending; a value may be NaN or infinite.
 *
 * @public
 */
export interface PrometheusRow {
  /** Labels of the series, `__name__` among them where the result has it. */
  readonly labels: Readonly<Record<string, string>>;
  /** When each value was taken. */
  readonly timesMs: readonly number[];
  /** As many as times. */
  readonly values: readonly number[];
}

const WORDS: Readonly<Record<string, number>> = {
  NaN: NaN,
  Inf: Infinity,
  '+Inf': Infinity,
  '-Inf': -Infinity,
};
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function badReply(message: string): PrometheusProblem {
  return new PrometheusProblem('bad-reply', message);
}

function parseValue(text: string): number {
  if (NUMBER.test(text)) {
    return Number(text);
  }
  const word = WORDS[text];
  if (word === undefined) {
    throw badReply('The reply has a value that is not a number');
  }
  return word;
}

function parseRow(
  labels: Record<string, string>,
  samples: readonly [number, string][],
): PrometheusRow {
  const timesMs = samples.map(([seconds]) => Math.round(seconds * 1000));
  if (timesMs.some((timeMs, i) => i > 0 && timeMs <= timesMs[i - 1])) {
    throw badReply('The reply has samples that are out of order');
  }
  return {
    labels,
    timesMs,
    values: samples.map(([, text]) => parseValue(text)),
  };
}

/**
 * Rows of a result of the expected type, each set of labels once.
 *
 * @throws PrometheusProblem
 */
export function rowsOf(
  data: ReplyData,
  expected: ReplyData['resultType'],
): PrometheusRow[] {
  if (data.resultType !== expected) {
    throw badReply(`The reply is not a ${expected}`);
  }
  const rows =
    data.resultType === 'matrix'
      ? data.result.map(({ metric, values }) => parseRow(metric, values))
      : data.result.map(({ metric, value }) => parseRow(metric, [value]));
  if (new Set(rows.map(row => groupKey(row.labels))).size < rows.length) {
    throw badReply('The reply has the same series twice');
  }
  return rows;
}
