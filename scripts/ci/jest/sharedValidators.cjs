// Routers that follow the same OpenAPI document share what was compiled of it: half a second of CPU for each one.
const file = require.resolve('express-openapi-validator');
const shared = new Map();

/** The options as a text, or undefined when they hold what a text cannot tell. */
function keyOf(options) {
  let isText = true;
  const key = JSON.stringify(options, (_, value) => {
    isText &&= typeof value !== 'function';
    return value;
  });
  return isText ? key : undefined;
}

function sharing(middleware) {
  return Object.assign(options => {
    const key = keyOf(options);
    const known = key && shared.get(key);
    if (known) {
      return known;
    }
    const made = middleware(options);
    if (key) {
      shared.set(key, made);
    }
    return made;
  }, middleware);
}

/** To be called when packages were loaded: it is not loaded for test files that need none. */
function shareValidators() {
  const module = require.cache[file]?.exports;
  if (module?.middleware && !module.isShared) {
    module.middleware = sharing(module.middleware);
    module.isShared = true;
  }
}

module.exports = { shareValidators };
