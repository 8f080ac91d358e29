module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // a suite for others to run in their own test files
      files: ['src/testing/describe*.ts'],
      rules: { 'jest/no-export': 'off' },
    },
  ],
});
