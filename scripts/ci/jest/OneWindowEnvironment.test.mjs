import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const OneWindowEnvironment = require('./OneWindowEnvironment.cjs');

function environmentOfAFile() {
  const projectConfig = {
    fakeTimers: {},
    globals: {},
    testEnvironmentOptions: {},
  };
  return new OneWindowEnvironment({ projectConfig }, { console });
}

test('the next file finds the window as the first found it, and what packages keep there', async () => {
  const first = environmentOfAFile();
  const window = first.global;
  const { fetch } = window;
  window.fetch = () => {};
  window.left = 1;
  window['__@backstage/app-context__'] = 'kept';
  window.process.env.NTHLAYER_LEFT = 'left';
  window.document.body.innerHTML = '<p>left</p>';
  window.document.body.className = 'left';
  window.history.pushState({ left: true }, '', '/left');
  window.localStorage.setItem('left', '1');
  await first.teardown();

  const second = environmentOfAFile();
  assert.equal(second.global, window);
  assert.equal(window.fetch, fetch);
  assert.equal('left' in window, false);
  assert.equal(window['__@backstage/app-context__'], 'kept');
  assert.equal('NTHLAYER_LEFT' in window.process.env, false);
  assert.equal(window.document.body.outerHTML, '<body></body>');
  assert.equal(window.location.href, 'http://localhost/');
  assert.equal(window.history.state, null);
  assert.equal(window.localStorage.length, 0);
  await second.teardown();
  window.close();
});
