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

function readPage(path: string): Page {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const blocks: CodeBlock[] = [];
  const links: string[] = [];
  const anchors = new Set<string>();
  let line = 1;
  for (const top of lexer(text)) {
    walkTokens([top], token => {
      if (token.type === 'code') {
        blocks.push({
          language: token.lang ?? '',
          text: token.text,
          at: `${path}:${line}`,
        });
      } else if (token.type === 'link' || token.type === 'image') {
        links.push(token.href);
      } else if (token.type === 'heading') {
        anchors.add(anchorOf(plainText(token.tokens ?? [])));
      }
    });
    line += top.raw.split('\n').length - 1;
  }
  return { path, text, blocks, links, anchors };
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
