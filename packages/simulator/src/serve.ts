import { serveDemo } from './server/serveDemo';

// Entry point of a process of its own: serves the demo until it is told to stop.
serveDemo(process.argv.slice(2)).then(
  server => {
    process.stdout.write(
      `Metrics at ${server.url}/metrics/payment-api and so on\n`,
    );
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        server.close().catch(() => undefined);
      });
    }
  },
  (error: unknown) => {
    process.stderr.write(`${error}\n`);
    process.exitCode = 1;
  },
);
