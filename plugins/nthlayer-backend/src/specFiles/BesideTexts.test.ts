import { BesideTexts } from './BesideTexts';

const MB = 1024 * 1024;

describe('BesideTexts', () => {
  it('keeps the last answer of each, and no more than 16 MB', () => {
    const texts = BesideTexts.create();
    const keep = (url: string, letter: string, megabytes: number) =>
      texts.keep(url, {
        kind: 'text',
        text: letter.repeat(megabytes * MB),
        etag: letter,
      });
    const known = () =>
      ['a', 'b', 'c'].map(url => texts.get(url)?.etag ?? 'nothing');
    keep('a', 'x', 7);
    keep('b', 'x', 7);
    keep('a', 'y', 7);
    expect(known()).toEqual(['y', 'x', 'nothing']);
    keep('c', 'x', 7);
    expect(known()).toEqual(['y', 'nothing', 'x']);
    texts.keep('c', { kind: 'unchanged' });
    texts.keep('b', { kind: 'text', text: 'without an ETag' });
    expect(known()).toEqual(['y', 'nothing', 'x']);
    keep('c', 'z', 17);
    expect(known()).toEqual(['nothing', 'nothing', 'nothing']);
  });
});
