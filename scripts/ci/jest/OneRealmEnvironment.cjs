// Test files run in the realm of their process, not in a sandbox: what was loaded for one of them then serves the next,
// and nothing is of another realm. What a file changes of the global object, `process.env` and such is put back.
const { createContext } = require('node:vm');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { remember } = require('./remember.cjs');

/** What is told that the process ends; a backend of a test would end it at once. */
function rememberListeners(name) {
  const before = process.listeners(name);
  return () => {
    process
      .listeners(name)
      .filter(listener => !before.includes(listener))
      .forEach(listener => process.removeListener(name, listener));
  };
}

class OneRealmEnvironment {
  global = globalThis;
  #restore = [
    ...[globalThis, process.env, process, Error].map(each => remember(each)),
    ...['SIGINT', 'SIGTERM', 'beforeExit'].map(rememberListeners),
  ];

  constructor({ projectConfig }) {
    const options = { config: projectConfig, global: globalThis };
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = new LegacyFakeTimers({
      ...options,
      moduleMocker: this.moduleMocker,
      timerConfig: { idToRef: id => ({ id }), refToId: ref => ref?.id },
    });
    this.fakeTimersModern = new ModernFakeTimers(options);
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    this.#restore.forEach(restore => restore());
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** For jest, which runs something of its own there. */
  getVmContext() {
    return createContext({});
  }
}

module.exports = OneRealmEnvironment;
