// The rules that need types, over all packages in one program: a program for each package would take minutes.
const { join } = require('node:path');
const { ESLint } = require('eslint');

const root = join(__dirname, '..', '..');

const eslint = new ESLint({
  cwd: root,
  useEslintrc: false,
  errorOnUnmatchedPattern: false,
  reportUnusedDisableDirectives: null,
  allowInlineConfig: false,
  baseConfig: {
    root: true,
    parser: '@typescript-eslint/parser',
    parserOptions: { project: join(root, 'tsconfig.json') },
    plugins: ['@typescript-eslint'],
    ignorePatterns: [
      '**/dist/**',
      '**/*.generated.ts',
      '**/*.js',
      '**/*.cjs',
      '**/*.mjs',
    ],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
    },
  },
});

async function main() {
  const results = await eslint.lintFiles([
    'packages/*/src/**/*.{ts,tsx}',
    'plugins/*/src/**/*.{ts,tsx}',
    'tests/**/*.{ts,tsx}',
  ]);
  const formatter = await eslint.loadFormatter('stylish');
  process.stdout.write(await formatter.format(results));
  const failed = results.some(
    ({ errorCount, warningCount }) => errorCount + warningCount > 0,
  );
  process.exitCode = failed || results.length === 0 ? 1 : 0;
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
