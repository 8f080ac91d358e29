/**
 * The reference of the spec file is made from its schema. After a change of the schema:
 *
 *   UPDATE_DOCS=1 npm run exec -- yarn workspace tests test --watch=false specReference
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './markdown';
import { renderSpecReference } from './specReference';

it('is the schema, in words', async () => {
  const path = join(ROOT, 'docs', 'spec-reference.md');
  const expected = await renderSpecReference();
  if (process.env.UPDATE_DOCS === '1') {
    writeFileSync(path, expected);
  }
  expect(readFileSync(path, 'utf8')).toBe(expected);
});
