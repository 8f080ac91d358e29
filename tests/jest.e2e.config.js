const base = require('./jest.base');
const inOneRealm = require('./jest.inOneRealm');

// A real browser on the running portal, which all files share.
module.exports = {
  ...base,
  ...inOneRealm,
  displayName: 'e2e',
  testMatch: ['<rootDir>/e2e/**/*.test.ts'],
  globalSetup: '<rootDir>/e2e/setUp.ts',
  globalTeardown: '<rootDir>/e2e/tearDown.ts',
  testTimeout: 300_000,
};
