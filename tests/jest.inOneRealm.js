// What is installed is loaded as it is, and without a sandbox, as for the other tests that run in Node.
module.exports = {
  testEnvironment: require.resolve(
    '../scripts/ci/jest/OneRealmEnvironment.cjs',
  ),
  runtime: require.resolve('../scripts/ci/jest/SharingRuntime.cjs'),
};
