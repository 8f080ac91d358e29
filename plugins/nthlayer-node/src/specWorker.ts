import { MessagePort, parentPort } from 'node:worker_threads';
import { SpecReply, SpecRequest } from './specs/messages';
import { Part, partsOf } from './specs/parts';
import { specTasks } from './specs/specTasks';

/** Does tasks that come on a port, one after the other. */
function serveSpecs(port: MessagePort): void {
  const made = new Map<number, Iterator<readonly Part[]>>();
  const post = (reply: SpecReply) => port.postMessage(reply);
  port.on('message', async (request: SpecRequest) => {
    const { id } = request;
    try {
      if (request.task !== 'more') {
        const { task, input } = request;
        made.set(id, partsOf(await specTasks[task](input as never)));
      }
      const next = made.get(id)?.next();
      if (next?.done === false) {
        post({ id, parts: next.value });
      } else {
        made.delete(id);
        post({ id, done: true });
      }
    } catch (error) {
      post({ id, error: String(error) });
    }
  });
}

if (parentPort) {
  serveSpecs(parentPort);
  const ready: SpecReply = { ready: true };
  parentPort.postMessage(ready);
}
