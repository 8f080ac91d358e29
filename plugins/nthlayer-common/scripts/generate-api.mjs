// Writes src/schema/openapi.generated.ts from src/schema/openapi.yaml: the document for Backstage's
// router and the types for the client. `--check` fails when the file is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const source = new URL('../src/schema/openapi.yaml', import.meta.url);
const target = new URL('../src/schema/openapi.generated.ts', import.meta.url);

const document = parse(readFileSync(source, 'utf8'));
/** TSDoc knows no such tags: descriptions stay as plain text, the types already say the rest. */
function withoutForeignTags(text) {
  return text
    .replace(/@description /g, '')
    .replace(/^ *\* @(?:enum|constant|default|example|format)\b.*\n/gm, '')
    .replace(
      /^ *\/\*\* @(?:enum|constant|default|example|format)\b[^*]*\*\/\n/gm,
      '',
    );
}

const types = withoutForeignTags(
  astToString(await openapiTS(source, { alphabetize: false })),
).replace(
  'export interface components {',
  `/**
 * The schemas of the API.
 *
 * @public
 */
export interface components {`,
);
const text = `/* eslint-disable */
// Generated from openapi.yaml by scripts/generate-api.mjs. Do not edit.

${types}
/**
 * The OpenAPI document.
 *
 * @public
 */
export const openApiDocument = ${JSON.stringify(document, null, 2)} as const;
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    process.stderr.write(
      'openapi.generated.ts is out of date: run `yarn workspace @nthlayer/backstage-plugin-nthlayer-common generate`\n',
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
}
