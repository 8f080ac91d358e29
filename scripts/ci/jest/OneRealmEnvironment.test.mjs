import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const OneRealmEnvironment = require('./OneRealmEnvironment.cjs');

test('what a test file changes of its process is put back', async () => {
  const { exit } = process;
  const { fetch } = globalThis;
  const before = process.listenerCount('SIGTERM');
  process.env.NTHLAYER_KEPT = 'as it was';
  const environment = new OneRealmEnvironment({
    projectConfig: { fakeTimers: {} },
  });
  globalThis.left = 1;
  globalThis.fetch = () => {};
  process.env.NTHLAYER_KEPT = 'changed';
  process.env.NTHLAYER_LEFT = 'left';
  process.exit = () => {};
  process.on('SIGTERM', () => {});
  await environment.teardown();
  assert.equal('left' in globalThis, false);
  assert.equal(globalThis.fetch, fetch);
  assert.equal(process.env.NTHLAYER_KEPT, 'as it was');
  assert.equal('NTHLAYER_LEFT' in process.env, false);
  assert.equal(process.exit, exit);
  assert.equal(process.listenerCount('SIGTERM'), before);
});
