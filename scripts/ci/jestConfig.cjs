// Backstage's configuration of all packages, with less work for the same tests:
// - What jest can load as it is, is not compiled: most of what the packages use, thousands of files.
// - The packages that run in Node are one project: jest keeps what it has compiled and resolved for each project apart.
//   Its test files share what is installed, and have no sandbox, in which looking up a global is slow.
// - Test files of components share what is installed too, and the window that it was loaded in.
const { globSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');

/** Packages whose `.js` files are ES modules. */
function namesOfEsPackages() {
  const anywhere =
    '{,node_modules/{*,@*/*}/}node_modules/{*,@*/*}/package.json';
  const names = globSync(anywhere, { cwd: root })
    .filter(
      file =>
        JSON.parse(readFileSync(join(root, file), 'utf8')).type === 'module',
    )
    .map(file => /.*node_modules\/(.+)\/package\.json$/.exec(file)[1]);
  return [...new Set(names)];
}

/** Matches the CommonJS files of installed packages. Some packages have ES modules beside them. */
function commonJsPattern() {
  const names = namesOfEsPackages().map(name => name.replace(/\./g, '\\.'));
  const inPackage = '/node_modules/(?!.*/node_modules/)';
  const js = `(?!(?:${names.join('|')})/)(?!.*/esm/).*(?<!\\.esm)\\.js`;
  return `${inPackage}(?:${js}|.*\\.cjs)$`;
}

function isNodeProject({ testEnvironment }) {
  return /^node$|jest-environment-node/.test(testEnvironment);
}

function asOneProject([{ displayName, ...first }, ...others]) {
  return {
    ...first,
    displayName: 'node',
    rootDir: root,
    testEnvironment: require.resolve('./jest/OneRealmEnvironment.cjs'),
    runtime: require.resolve('./jest/SharingRuntime.cjs'),
    roots: [first, ...others].map(({ rootDir }) => rootDir),
    testPathIgnorePatterns: [first, ...others].flatMap(
      ({ rootDir, testPathIgnorePatterns = [] }) =>
        testPathIgnorePatterns.map(each => each.replace('<rootDir>', rootDir)),
    ),
  };
}

function inOneWindow(project) {
  return {
    ...project,
    testEnvironment: require.resolve('./jest/OneWindowEnvironment.cjs'),
    runtime: require.resolve('./jest/SharingWindowRuntime.cjs'),
    moduleNameMapper: {
      ...project.moduleNameMapper,
      '/style-inject\\.es\\.esm\\.js$': require.resolve('./jest/noStyles.cjs'),
    },
  };
}

async function configuration() {
  const { projects, ...config } = await require('@backstage/cli/config/jest');
  const commonJs = commonJsPattern();
  return {
    ...config,
    projects: [
      asOneProject(projects.filter(isNodeProject)),
      ...projects.filter(project => !isNodeProject(project)).map(inOneWindow),
    ].map(project => ({
      ...project,
      transformIgnorePatterns: [...project.transformIgnorePatterns, commonJs],
    })),
  };
}

module.exports = configuration();
