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

/** What is exported of the types, with the comment that its API report asks for. */
const exported = {
  paths: 'The paths of the API.',
  components: 'The schemas of the API.',
  operations: 'The operations of the API.',
};

const types = Object.entries(exported).reduce(
  (text, [name, description]) =>
    text.replace(
      `export interface ${name} {`,
      `/**
 * ${description}
 *
 * @public
 */
export interface ${name} {`,
    ),
  withoutForeignTags(
    astToString(await openapiTS(source, { alphabetize: false })),
  ),
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
