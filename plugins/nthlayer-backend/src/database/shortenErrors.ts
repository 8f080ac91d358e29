import { Knex } from 'knex';

/** An error of a database's driver. PostgreSQL's have values of rows and parameters beside their message. */
interface DriverError extends Error {
  readonly code?: string;
  detail?: string;
  where?: string;
  internalQuery?: string;
}

/** PostgreSQL's class of errors that quote the value they are about. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;

/**
 * Errors of statements say what their driver says, with its code, wherever they are written: knex puts the whole
 * statement with its values before that.
 */
export function shortenErrors(knex: Knex): void {
  // then what stands before the message is the statement as it is told here
  knex.client.config.compileSqlOnError = false;
  knex.on('query-error', (error: DriverError, { sql }: { sql: string }) => {
    const statement = `${sql} - `;
    if (error.message.startsWith(statement)) {
      shorten(error, error.message.slice(statement.length));
    }
  });
}

function shorten(error: DriverError, said: string): void {
  const { code, name, stack = '' } = error;
  const isAboutValue = code !== undefined && DATA_EXCEPTION.test(code);
  const about = isAboutValue ? said.replace(/"[^]*"/, '…') : said;
  const message = code === undefined ? about : `${about} (${code})`;
  const frames = stack.indexOf('\n    at ');
  error.message = message;
  error.stack = `${name}: ${message}${frames < 0 ? '' : stack.slice(frames)}`;
  delete error.detail;
  delete error.where;
  delete error.internalQuery;
}
