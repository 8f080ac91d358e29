// Test files of components share a window: what was loaded for one of them then serves the next. What a file leaves in
// the page, and what it changes of the window, is put back.
const WindowEnvironment = require('@backstage/cli/config/jest-environment-jsdom');
const { remember } = require('./remember.cjs');

const ADDRESS = 'http://localhost/';
let shared;
let currentConsole;

function shareWindow(config, context) {
  const console = new Proxy({}, { get: (_, key) => currentConsole[key] });
  return new WindowEnvironment(config, { ...context, console });
}

/** What installed packages keep in the window, which they share: `__@backstage/app-context__`. */
function isOfPackage(key) {
  return typeof key === 'string' && /^(?:__|[\da-f]{32}$)/.test(key);
}

function emptyPage({ document, history, localStorage, sessionStorage }) {
  document.body.replaceChildren();
  for (const element of [document.documentElement, document.body]) {
    element.getAttributeNames().forEach(name => element.removeAttribute(name));
  }
  history.replaceState(null, '', ADDRESS);
  localStorage.clear();
  sessionStorage.clear();
}

class OneWindowEnvironment {
  #restore;

  constructor(config, context) {
    currentConsole = context.console;
    shared ??= shareWindow(config, context);
    this.global = shared.global;
    this.moduleMocker = shared.moduleMocker;
    this.fakeTimers = shared.fakeTimers;
    this.fakeTimersModern = shared.fakeTimersModern;
    const { process } = this.global;
    this.#restore = [
      remember(this.global, isOfPackage),
      remember(process),
      remember(process.env),
    ];
  }

  async setup() {}

  async teardown() {
    this.moduleMocker.restoreAllMocks();
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    this.#restore.forEach(restore => restore());
    emptyPage(this.global);
  }

  exportConditions() {
    return shared.exportConditions();
  }

  getVmContext() {
    return shared.getVmContext();
  }
}

module.exports = OneWindowEnvironment;
