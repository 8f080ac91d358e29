module.exports = require('../../scripts/lint/packageConfig.cjs')(__dirname, {
  // describeDataSource is a suite that others run in their own test files
  sourceRules: { 'jest/no-export': 'off' },
});
