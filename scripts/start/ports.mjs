import { connect, createServer } from 'node:net';

function answers(port, host) {
  return new Promise(resolve => {
    const socket = connect({ port, host, timeout: 1_000 });
    const done = result => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}

function canListen(port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** Whether a program listens on the port, on either meaning of `localhost`. */
export async function listens(port) {
  const held = await Promise.all([
    answers(port, '127.0.0.1'),
    answers(port, '::1'),
  ]);
  return held.includes(true);
}

/** Whether the port cannot be taken. */
export async function isBusy(port) {
  return (await listens(port)) || !(await canListen(port));
}

/** The first free port after `port` that is not in `taken`. */
export async function nextFreePort(port, taken) {
  for (let candidate = port + 1; candidate < 65_536; candidate += 1) {
    if (!taken.includes(candidate) && !(await isBusy(candidate))) {
      return candidate;
    }
  }
  return undefined;
}

/** A port that nothing listens on right now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
