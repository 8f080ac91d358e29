import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lexer, Token, walkTokens } from 'marked';

export const ROOT = resolve(__dirname, '..', '..');

/** A fenced block of code. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** `file:line`, for the failure report. */
  readonly at: string;
}

/** A page of the documentation. */
export interface Page {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  /** Targets of links and pictures. */
  readonly links: readonly string[];
  /** What links to its headings end with. */
  readonly anchors: ReadonlySet<string>;
}

/** As GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(token =>
      'tokens' in token && token.tokens
        ? plainText(token.tokens)
        : (token as { text?: string }).text ?? token.raw,
    )
    .join('');
}

/** All tokens of a page, with the line of the block that they stand in. */
function tokensOf(text: string): readonly (readonly [Token, number])[] {
  const tokens: (readonly [Token, number])[] = [];
  const blocks = lexer(text);
  blocks.forEach((block, index) => {
    const before = blocks.slice(0, index).map(({ raw }) => raw);
    const line = before.join('').split('\n').length;
    void walkTokens([block], token => {
      tokens.push([token, line]);
    });
  });
  return tokens;
}

function readPage(path: string): Page {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const tokens = tokensOf(text);
  return {
    path,
    text,
    blocks: tokens.flatMap(([token, line]) =>
      token.type === 'code'
        ? {
            language: token.lang ?? '',
            text: token.text,
            at: `${path}:${line}`,
          }
        : [],
    ),
    links: tokens.flatMap(([token]) =>
      token.type === 'link' || token.type === 'image' ? token.href : [],
    ),
    anchors: new Set(
      tokens.flatMap(([token]) =>
        token.type === 'heading' ? anchorOf(plainText(token.tokens ?? [])) : [],
      ),
    ),
  };
}

/** Everything that people read: the guide, and the README of every package. */
export const pages: readonly Page[] = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/*.md',
  'packages/*/README.md',
  'plugins/*/README.md',
]
  .flatMap(pattern => globSync(pattern, { cwd: ROOT }))
  .sort()
  .map(readPage);

/** The blocks in a language, of all pages. */
export function blocksIn(...languages: string[]): readonly CodeBlock[] {
  return pages
    .flatMap(({ blocks }) => blocks)
    .filter(({ language }) => languages.includes(language));
}
