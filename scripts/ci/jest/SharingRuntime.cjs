// Loads installed packages once for all test files of a process. What is ours is loaded anew for each file.
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');
const { shareValidators } = require('./sharedValidators.cjs');

// what is installed may load what is ours, as knex does with migrations
require('../../sources.cjs');

const INSTALLED = /[\\/]node_modules[\\/]/;

class SharingRuntime extends Runtime {
  requireModule(from, moduleName, options, isRequireActual) {
    const isOurs =
      !moduleName ||
      options?.isInternalModule ||
      this._resolver.isCoreModule(moduleName);
    const path = isOurs ? '' : this._resolveCjsModule(from, moduleName);
    if (!INSTALLED.test(path)) {
      return super.requireModule(from, moduleName, options, isRequireActual);
    }
    // other modules find `jest` among their arguments
    globalThis.jest ??= this._createJestObjectFor(this._testPath);
    const loaded = require(path);
    shareValidators();
    return loaded;
  }

  createScriptFromCode(source, filename) {
    const names = this.constructInjectedModuleParameters();
    return compileFunction(source, names, { filename });
  }
}

module.exports = SharingRuntime;
