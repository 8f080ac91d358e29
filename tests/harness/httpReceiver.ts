import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedRequest {
  readonly path: string;
  readonly body: unknown;
}

export interface HttpReceiver {
  readonly url: string;
  /** Everything that was posted so far, in order. */
  readonly received: readonly ReceivedRequest[];
  stop(): Promise<void>;
}

/** A server on loopback that accepts any JSON and keeps it. */
export async function startHttpReceiver(): Promise<HttpReceiver> {
  const received: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    received.push({
      path: request.url ?? '',
      body: JSON.parse(await text(request)),
    });
    response.writeHead(202, { 'content-type': 'application/json' });
    response.end('{"status":"success"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
