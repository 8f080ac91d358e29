// Loads installed packages once for all test files that share a window. What is ours is loaded anew for each file, and
// so is what asks the test framework of the file that loads it to call it later.
const CachingRuntime = require('@backstage/cli/config/jestCachingModuleLoader');

const INSTALLED = /[\\/]node_modules[\\/]/;
const REGISTERS =
  /[\\/]@testing-library[\\/](?:react[\\/]dist[\\/]index\.js$|jest-dom[\\/]|user-event[\\/])/;

const installed = new Map();
let current;

function isShared(path) {
  return INSTALLED.test(path) && !REGISTERS.test(path);
}

class SharingWindowRuntime extends CachingRuntime {
  #own = this._moduleRegistry;

  constructor(...options) {
    super(...options);
    current = this;
  }

  requireModule(from, moduleName, options, isRequireActual) {
    const isOurs =
      !moduleName ||
      options?.isInternalModule ||
      this._resolver.isCoreModule(moduleName);
    const path = isOurs ? '' : this._resolveCjsModule(from, moduleName);
    const before = this._moduleRegistry;
    this._moduleRegistry = isShared(path) ? installed : this.#own;
    try {
      return super.requireModule(from, moduleName, options, isRequireActual);
    } finally {
      this._moduleRegistry = before;
    }
  }

  /** What is shared outlives the runtime that loaded it. */
  _createRequireImplementation(from, options) {
    const own = super._createRequireImplementation(from, options);
    if (options?.isInternalModule || !isShared(from.filename)) {
      return own;
    }
    const require = name => current.requireModuleOrMock(from.filename, name);
    return Object.assign(require, own);
  }

  _createJestObjectFor(from) {
    if (!isShared(from)) {
      return super._createJestObjectFor(from);
    }
    const get = (_, key) =>
      current.jestObjectCaches.get(current._testPath)[key];
    return new Proxy({}, { get });
  }
}

module.exports = SharingWindowRuntime;
