import { MessagePort, parentPort } from 'node:worker_threads';
import { ParseReply, ParseRequest } from './client/parsing/messages';
import { parseColumns } from './client/parsing/parseColumns';
import { buffersOf } from './client/parsing/RowColumns';
import { PrometheusProblem } from './client/prometheusProblem';

function failure(id: number, error: unknown): ParseReply {
  return error instanceof PrometheusProblem
    ? { id, problem: error.problem }
    : { id, error: String(error) };
}

/** Reads bodies that come on a port; what is in them is handed over, not copied. */
function serveParsing(port: MessagePort): void {
  port.on('message', ({ id, body, expected }: ParseRequest) => {
    try {
      const columns = parseColumns(body, expected);
      const reply: ParseReply = { id, columns };
      port.postMessage(reply, buffersOf(columns));
    } catch (error) {
      port.postMessage(failure(id, error));
    }
  });
}

if (parentPort) {
  serveParsing(parentPort);
  const ready: ParseReply = { ready: true };
  parentPort.postMessage(ready);
}
