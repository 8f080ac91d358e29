// Backstage's lint rules for a package, and ours on top of them.
const createConfig = require('@backstage/cli/config/eslint-factory');

const restrictedImportPatterns = [
  '@material-ui/*',
  '**/dist/**',
  'luxon/src/*',
];

const restrictedImports = [
  {
    name: '@mui/material',
    message: "Import '@mui/material/<Component>' instead.",
  },
];

const annotationLiteral = {
  selector: 'Literal[value=/^nthlayer\\.dev\\//]',
  message:
    'Names of annotations are constants of nthlayer-common: use NTHLAYER_ANNOTATIONS.',
};

const asyncForEach = {
  selector: "CallExpression[callee.property.name='forEach'] > [async=true]",
  message: 'forEach does not wait: use for…of or Promise.all.',
};

/**
 * `dir` is the package's folder. `options.sourceSyntax` and `options.sourceRules` add rules for its sources,
 * which do not bind its tests; `options.ownsNames` allows literals that the names of annotations begin with.
 */
module.exports = function packageConfig(dir, options = {}) {
  const { sourceSyntax = [], sourceRules = {}, ownsNames = false } = options;
  return createConfig(dir, {
    restrictedImports,
    restrictedImportPatterns,
    rules: {
      'no-console': 'error',
      // oxlint's rules on promises have no exceptions
      'no-warning-comments': ['error', { terms: ['oxlint-disable'] }],
      // clients generated from OpenAPI have methods named GET, POST …
      'new-cap': ['error', { capIsNew: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      // a file may read from the whole to its parts
      '@typescript-eslint/no-use-before-define': [
        'error',
        {
          functions: false,
          variables: false,
          typedefs: false,
          ignoreTypeReferences: true,
        },
      ],
    },
    testRules: {
      'jest/expect-expect': [
        'error',
        {
          // a browser test waits for what it expects
          assertFunctionNames: ['expect', 'expect*', 'fc.assert', '**.waitFor'],
        },
      ],
    },
    overrides: [
      {
        files: ['src/**/*.ts', 'src/**/*.tsx'],
        excludedFiles: ['**/*.test.*', '**/__testUtils__/**'],
        rules: {
          'no-restricted-syntax': [
            'error',
            asyncForEach,
            ...(ownsNames ? [] : [annotationLiteral]),
            ...sourceSyntax,
          ],
          ...sourceRules,
        },
      },
    ],
  });
};
