/** A file as it is shown in the output of a task. */
export interface ListedFile {
  readonly path: string;
  readonly content: string;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
};

function languageOf(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return LANGUAGES[extension] ?? 'text';
}

/** More backticks than stand together in a text, so that it cannot end its block too soon. */
function backticksFor(text: string, fewest: number): string {
  const runs = text.match(/`+/g) ?? [];
  return '`'.repeat(Math.max(fewest, ...runs.map(run => run.length + 1)));
}

function asCode(text: string): string {
  const ticks = backticksFor(text, 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${text}${pad}${ticks}`;
}

function block({ path, content }: ListedFile, mostLines: number): string {
  const lines = content.replace(/\n$/, '').split('\n');
  const shown = lines.slice(0, mostLines).join('\n');
  const fence = backticksFor(shown, 3);
  const rest = lines.length - mostLines;
  return [
    `#### ${asCode(path)}`,
    '',
    `${fence}${languageOf(path)}`,
    shown,
    fence,
    ...(rest > 0
      ? ['', `… and ${rest} more ${rest === 1 ? 'line' : 'lines'}.`]
      : []),
  ].join('\n');
}

/** Files as Markdown, each under its path; of long ones the beginning, where a number of lines is given. */
export function listing(
  files: readonly ListedFile[],
  options: { readonly mostLines?: number } = {},
): string {
  const { mostLines = Infinity } = options;
  return files.map(file => block(file, mostLines)).join('\n\n');
}
