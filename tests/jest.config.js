const base = require('./jest.base');

// What runs with the tests of all packages: not the browser, not real time.
module.exports = {
  ...base,
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/(?:e2e|live)/'],
};
