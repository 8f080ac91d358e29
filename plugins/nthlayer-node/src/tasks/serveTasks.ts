import { MessagePort, parentPort } from 'node:worker_threads';
import { serializeError } from '@backstage/errors';
import { TaskReply, TaskRequest } from './messages';
import { Part, partsOf } from './parts';
import { Tasks } from './Tasks';

/**
 * Does the tasks that a `TaskRunner` sends. The only line of a thread's script; where the script runs in no thread,
 * nothing happens.
 *
 * @public
 */
export function serveTasks(tasks: Tasks): void {
  if (parentPort) {
    serveOn(parentPort, tasks);
    const ready: TaskReply = { ready: true };
    parentPort.postMessage(ready);
  }
}

function serveOn(port: MessagePort, tasks: Tasks): void {
  const made = new Map<number, Iterator<readonly Part[]>>();
  const post = (reply: TaskReply) => port.postMessage(reply);
  port.on('message', async (request: TaskRequest) => {
    const { id } = request;
    try {
      if ('task' in request) {
        const output = await tasks[request.task](request.input as never);
        made.set(id, partsOf(output));
      }
      const next = made.get(id)?.next();
      if (next?.done === false) {
        post({ id, parts: next.value });
      } else {
        made.delete(id);
        post({ id, done: true });
      }
    } catch (error) {
      post({ id, error: serializeError(asError(error)) });
    }
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
