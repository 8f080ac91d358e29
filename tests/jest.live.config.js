const base = require('./jest.base');

// Alerts of a real Prometheus, which take minutes of real time.
module.exports = {
  ...base,
  displayName: 'live',
  testMatch: ['<rootDir>/live/**/*.test.ts'],
  testTimeout: 900_000,
};
