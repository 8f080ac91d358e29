// For packages that only compute: no network, no file system, no clock, no randomness, no environment.
const { builtinModules } = require('node:module');
const packageConfig = require('./packageConfig.cjs');

const allowedBuiltins = ['crypto'];
const message = 'This package is pure: pass the value in instead.';

const impureGlobals = [
  'fetch',
  'process',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'performance',
  'XMLHttpRequest',
  'WebSocket',
];

const impureProperties = [
  ['Date', 'now'],
  ['Math', 'random'],
  ['crypto', 'randomUUID'],
  ['crypto', 'randomBytes'],
  ['crypto', 'getRandomValues'],
];

const builtins = builtinModules
  .filter(name => !allowedBuiltins.includes(name))
  .flatMap(name => [name, `node:${name}`])
  .map(name => ({ name, message }));

module.exports = function pureConfig(dir) {
  return packageConfig(dir, {
    sourceSyntax: [
      {
        selector: "NewExpression[callee.name='Date'][arguments.length=0]",
        message,
      },
      { selector: "CallExpression[callee.name='Date']", message },
    ],
    sourceRules: {
      'no-restricted-globals': [
        'error',
        ...impureGlobals.map(name => ({ name, message })),
      ],
      'no-restricted-properties': [
        'error',
        ...impureProperties.map(([object, property]) => ({
          object,
          property,
          message,
        })),
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: builtins,
          patterns: [
            '@backstage/backend-*',
            '@backstage/plugin-*-backend*',
            '@backstage/plugin-*-node',
            '@material-ui/*',
            '@mui/*',
            'react',
            '*.test*',
            '**/__testUtils__/**',
          ],
        },
      ],
    },
  });
};
