const base = require('./jest.base');
const inOneRealm = require('./jest.inOneRealm');

// Alerts of a real Prometheus, which take minutes of real time.
module.exports = {
  ...base,
  ...inOneRealm,
  displayName: 'live',
  testMatch: ['<rootDir>/live/**/*.test.ts'],
  testTimeout: 900_000,
};
