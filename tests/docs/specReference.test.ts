/**
 * The reference of the spec file and its schema for editors are made from the schema in the engine. After a change of the schema:
 *
 *   UPDATE_DOCS=1 npm run exec -- yarn workspace tests test --watch=false specReference
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './markdown';
import { renderSchemaFile, renderSpecReference } from './specReference';

it.each([
  ['spec-reference.md', 'words', renderSpecReference],
  ['schemas/service-spec.json', 'a file for editors', renderSchemaFile],
])('%s is the schema, in %s', async (file, _form, render) => {
  const path = join(ROOT, 'docs', file);
  const expected = await render(path);
  if (process.env.UPDATE_DOCS === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, expected);
  }
  expect(readFileSync(path, 'utf8')).toBe(expected);
});
