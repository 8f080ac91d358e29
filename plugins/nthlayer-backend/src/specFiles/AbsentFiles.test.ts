import { AbsentFiles } from './AbsentFiles';
import { FileAnswer } from './readRemoteFile';

const answer = (missing: boolean): FileAnswer => ({
  kind: 'problem',
  problem: { code: 'spec-file-unreadable', summary: 'b', fix: 'c', missing },
  hostFailed: false,
});
const absent = answer(true);

describe('AbsentFiles', () => {
  it('remembers for five minutes that there is no file, and nothing else', () => {
    const files = AbsentFiles.create();
    files.keep('a', absent, 1000);
    files.keep('b', { kind: 'text', text: '' }, 1000);
    files.keep('c', answer(false), 1000);
    const known = (nowMs: number) =>
      ['a', 'b', 'c'].filter(url => files.get(url, nowMs) === absent);
    expect(known(1000)).toEqual(['a']);
    expect(known(300_999)).toEqual(['a']);
    expect(known(301_000)).toEqual([]);
    // a clock that was put back
    expect(known(999)).toEqual([]);
    files.keep('a', { kind: 'unchanged' }, 2000);
    expect(known(2000)).toEqual([]);
  });

  it('forgets the oldest of too many', () => {
    const files = AbsentFiles.create();
    files.keep('first', absent, 0);
    for (let at = 0; at < 50_000; at++) {
      files.keep(`a${at}`, absent, 1);
    }
    expect(files.get('first', 1)).toBeUndefined();
    expect(files.get('a0', 1)).toBe(absent);
  });
});
