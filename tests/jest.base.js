// The cross-package tests live in folders beside this file, not in `src`, so Backstage's own configuration for a
// package does not find them; its transforms are used as they are.
const swc = require.resolve('@backstage/cli/config/jestSwcTransform');

const moduleOptions = {
  module: { ignoreDynamic: true, exportInteropAnnotation: true },
};

module.exports = {
  rootDir: __dirname,
  displayName: 'tests',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.test.ts'],
  transform: {
    '\\.(mjs|cjs|js)$': [
      swc,
      { ...moduleOptions, jsc: { parser: { syntax: 'ecmascript' } } },
    ],
    '\\.ts$': [
      swc,
      { ...moduleOptions, jsc: { parser: { syntax: 'typescript' } } },
    ],
    '\\.yaml$': require.resolve('@backstage/cli/config/jestYamlTransform'),
  },
  transformIgnorePatterns: ['/node_modules/(?:knex|typescript|jest-.*)/'],
};
