import { MessagePort, parentPort } from 'node:worker_threads';
import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { WorkerReply, WorkerRequest } from './worker/messages';
import { simulationCache } from './worker/simulationCache';

function buffersOf(samples: readonly CounterSamples[]): ArrayBuffer[] {
  const buffers = samples.flatMap(({ timesMs, values }) => [
    timesMs.buffer,
    values.buffer,
  ]);
  return [...new Set(buffers)].filter(buffer => buffer instanceof ArrayBuffer);
}

/** Answers requests for counters on a port; samples are handed over, not copied. */
function serveCounters(port: MessagePort): void {
  const simulationOf = simulationCache();
  port.on('message', ({ id, ...request }: WorkerRequest) => {
    try {
      const simulation = simulationOf(request.service, request.seed);
      const { metric, range, options } = request;
      const samples = simulation.counters(metric, range, options);
      const reply: WorkerReply = { id, samples };
      port.postMessage(reply, buffersOf(samples));
    } catch (error) {
      const reply: WorkerReply = { id, error: String(error) };
      port.postMessage(reply);
    }
  });
}

if (parentPort) {
  serveCounters(parentPort);
  const ready: WorkerReply = { ready: true };
  parentPort.postMessage(ready);
}
