// Loaded into the backend. The development server waits for a file change when the backend fails; here the
// pair must end instead, so a failing backend ends the development server that started it.
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.BACKSTAGE_CLI_CHANNEL) {
  const server = process.ppid;
  process.once('exit', code => {
    if (code !== 0 && process.ppid === server) {
      process.kill(server, 'SIGTERM');
    }
  });
}
