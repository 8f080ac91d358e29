import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';

const PAGE = resolve(__dirname, '../../../docs/comparison.md');

/** What stands between the marks of a section is replaced. */
function withSection(page: string, id: string, content: string): string {
  const [start, end] = [`<!-- begin ${id} -->`, `<!-- end ${id} -->`];
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`docs/comparison.md has no section ${id}`);
  }
  return `${page.slice(0, from)}${start}\n\n${content}\n\n${page.slice(to)}`;
}

/** Puts new results into the page that keeps them. */
export async function keepResults(
  sections: ReadonlyMap<string, string>,
): Promise<void> {
  let page = await readFile(PAGE, 'utf8');
  for (const [id, content] of sections) {
    page = withSection(page, id, content);
  }
  const style = await resolveConfig(PAGE);
  await writeFile(PAGE, format(page, { ...style, filepath: PAGE }));
}
