// `node --require` this so that API Extractor reads declarations and checks nothing: on its way it would check the
// sources of all packages, which have a step of their own.
const { createRequire } = require('node:module');

const requireOfTools = createRequire(
  require.resolve('@backstage/repo-tools/package.json'),
);
const { ExtractorConfig } = requireOfTools('@microsoft/api-extractor');
const { prepare } = ExtractorConfig;

ExtractorConfig.prepare = ({ configObject, ...options }) => {
  const { tsconfigFilePath } = configObject.compiler;
  const overrideTsconfig = {
    extends: tsconfigFilePath,
    compilerOptions: { noCheck: true },
  };
  return prepare.call(ExtractorConfig, {
    ...options,
    configObject: { ...configObject, compiler: { overrideTsconfig } },
  });
};
