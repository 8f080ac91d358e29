import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import {
  NTHLAYER_ANNOTATIONS,
  OPENSLO_ANNOTATIONS,
  RELATED_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { pages, ROOT } from './markdown';

const byPath = new Map(pages.map(page => [page.path, page]));

function problemWith(from: string, href: string): string | undefined {
  const [path, anchor] = href.split('#');
  const target = path === '' ? from : normalize(join(dirname(from), path));
  if (!existsSync(join(ROOT, target))) {
    return `${href}: there is no ${target}`;
  }
  const page = byPath.get(target);
  return anchor === undefined || page === undefined || page.anchors.has(anchor)
    ? undefined
    : `${href}: ${target} has no such heading`;
}

describe.each(pages.map(page => [page.path, page] as const))(
  '%s',
  (path, { links }) => {
    it('links to what is there', () => {
      const relative = links.filter(href => !/^[a-z]+:/.test(href));
      expect(relative.flatMap(href => problemWith(path, href) ?? [])).toEqual(
        [],
      );
    });
  },
);

it('finds every page in the index', () => {
  const { links } = byPath.get('docs/README.md')!;
  const guide = pages
    .map(({ path }) => path)
    .filter(path => path.startsWith('docs/') && path !== 'docs/README.md')
    .map(path => path.slice('docs/'.length));
  expect(guide.filter(path => !links.includes(path))).toEqual([]);
});

describe('annotations', () => {
  const known = [
    ...Object.values(NTHLAYER_ANNOTATIONS),
    ...Object.values(RELATED_ANNOTATIONS),
  ];

  it.each(known)('%s is explained', annotation => {
    expect(byPath.get('docs/annotations.md')?.text).toContain(
      `| \`${annotation}\``,
    );
  });

  it.each(pages.map(({ path }) => path))('%s names no other', path => {
    const { text } = byPath.get(path)!;
    const named = text.match(/\bnthlayer\.dev\/[a-z][-a-z0-9]*/g) ?? [];
    const others = [
      'nthlayer.dev/v1alpha1',
      ...Object.values(OPENSLO_ANNOTATIONS),
    ];
    expect(named.filter(name => ![...known, ...others].includes(name))).toEqual(
      [],
    );
  });
});
