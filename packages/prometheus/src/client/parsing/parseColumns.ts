import { z } from 'zod';
import { badReply } from '../prometheusProblem';
import { dataOf, isRemark } from '../reply';
import { ColumnBuilder } from './ColumnBuilder';
import { RowColumns } from './RowColumns';

/** Kind of a query's result. */
export type ResultType = 'matrix' | 'vector';

const result = z.object({
  resultType: z.string(),
  // each row is looked at once, when it is laid out
  result: z.array(z.unknown()),
});

interface RemoteRow {
  readonly metric?: unknown;
  readonly value?: unknown;
  readonly values?: unknown;
}

/**
 * Rows in the body of a successful reply of the query API, each set of labels once.
 *
 * @throws PrometheusProblem for anything but a whole, well-formed success of the expected type
 */
export function parseColumns(
  body: Uint8Array,
  expected: ResultType,
): RowColumns {
  const data = dataOf(result, body, isRemark);
  if (data.resultType !== expected) {
    throw badReply(`The reply is not a ${expected}`);
  }
  const columns = new ColumnBuilder();
  for (const row of data.result) {
    const { metric, value, values } = (row ?? {}) as RemoteRow;
    columns.addRow(metric, expected === 'vector' ? [value] : values);
  }
  return columns.build();
}
