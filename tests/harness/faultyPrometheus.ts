import { once } from 'node:events';
import { createServer, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How a reply goes wrong. */
export type Fault = (response: ServerResponse, goodReply: string) => void;

function sendJson(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body);
}

/** A word that only the remote side has written. */
export const REMOTE_WORD = 'remote-canary-51d0';

const errorReply = JSON.stringify({
  status: 'error',
  errorType: 'internal',
  error: REMOTE_WORD,
});

export const faults: Readonly<Record<string, Fault>> = {
  html: response => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<html>${REMOTE_WORD}</html>`);
  },
  truncated: (response, good) => sendJson(response, good.slice(0, -5)),
  partial: (response, good) =>
    sendJson(response, good.replace('{', '{"isPartial":true,')),
  warned: (response, good) =>
    sendJson(response, good.replace('{', `{"warnings":["${REMOTE_WORD}"],`)),
  refused: response => sendJson(response, errorReply, 401),
  invalid: response => sendJson(response, errorReply, 400),
  failing: response => sendJson(response, errorReply, 503),
  busy: response => {
    response.setHeader('retry-after', '300');
    sendJson(response, errorReply, 429);
  },
  elsewhere: response => {
    response.writeHead(307, { location: `http://${REMOTE_WORD}.example/` });
    response.end();
  },
  hangup: response => {
    response.destroy();
  },
};

/** What a server says that holds 100 events a minute of a service, one of them bad. */
function goodReply(path: string, form: URLSearchParams, service: string) {
  const isRange = path.endsWith('query_range');
  const [start, end, step] = ['start', 'end', 'step'].map(name =>
    Number(form.get(name)),
  );
  const values = (count: string) =>
    Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => [
      start + i * step,
      count,
    ]);
  const hasBuckets = /\ble=/.test(form.get('query') ?? '');
  const le = hasBuckets ? { le: '0.25' } : {};
  const rows = [
    { metric: { service, nthlayer_role: 'total' }, values: values('100') },
    {
      metric: { service, nthlayer_role: 'events', ...le },
      values: values(hasBuckets ? '99' : '1'),
    },
  ];
  return JSON.stringify({
    status: 'success',
    data: isRange
      ? { resultType: 'matrix', result: rows }
      : { resultType: 'vector', result: [] },
  });
}

/** Answers below `/<name>/` with the fault of that name, and well where there is none. */
export async function startFaultyPrometheus() {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const [, name, ...path] = pathname.split('/');
    const form = new URLSearchParams(await text(request));
    const good = goodReply(path.join('/'), form, name);
    const fault = faults[name];
    if (fault) {
      fault(response, good);
    } else {
      sendJson(response, good);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
