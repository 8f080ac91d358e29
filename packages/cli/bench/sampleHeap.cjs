// Loaded before the program, with --expose-gc: tells on the fourth stream how many bytes are in use, again and again.
const { writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  setInterval(() => {
    global.gc();
    writeSync(3, `${process.memoryUsage().heapUsed}\n`);
  }, 100).unref();
}
