const base = require('./jest.base');

// A real browser on the running portal.
module.exports = {
  ...base,
  displayName: 'e2e',
  testMatch: ['<rootDir>/e2e/**/*.test.ts'],
  testTimeout: 300_000,
};
