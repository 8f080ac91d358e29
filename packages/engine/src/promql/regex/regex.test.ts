import fc from 'fast-check';
import { cpuMs } from '../../__testUtils__/cpuMs';
import { alternation, checkRegex, compilePattern, regexBacktracks } from '.';

function reasonOf(pattern: string): string | undefined {
  return checkRegex(pattern)?.reason;
}

describe('checkRegex', () => {
  it.each([
    ['', undefined],
    ['5..|429', undefined],
    ['^(?:5..)$', undefined],
    ['(?i:get|post)', undefined],
    ['(?P<name>a)', undefined],
    ['(?i)a(?-i)b', undefined],
    ['[[:alpha:]_-]+', undefined],
    ['[]a]', undefined],
    ['[^]a]', undefined],
    ['[a\\]\\-z]', undefined],
    ['\\pL\\p{Greek}\\P{^Lu}', undefined],
    ['\\Qa(b\\E+', undefined],
    ['\\x{10ffff}\\x41\\101\\0', undefined],
    ['a{,5}', undefined],
    ['a{x}', undefined],
    ['a{1000}', undefined],
    ['a??b*?c+?d{2}?', undefined],
    ['^*', undefined],
    ['\\bword\\B', undefined],
    ['(', 0],
    ['a(b|(c)', 1],
    ['a)', 1],
    ['[a', 0],
    ['a[b-', 1],
    ['*a', 0],
    ['a|+', 2],
    ['(?:*)', 3],
    ['a**', 2],
    ['a*+', 2],
    ['a{2}{3}', 4],
    ['a{1001}', 0],
    ['a{2,1}', 0],
    ['((a{100}){100})', 0],
    ['[z-a]', 1],
    ['x(?=y)', 1],
    ['(?<!y)', 0],
    ['(?>a)', 0],
    ['(?<name>a)', 0],
    ['(a)\\1', 3],
    ['\\8', 0],
    ['\\Z', 0],
    ['\\y', 0],
    ['\\', 0],
    ['\\p{Nope}', 0],
    ['[[:nope:]]', 1],
    ['\\x{110000}', 0],
  ])('%s: %s', (pattern, index) => {
    expect(checkRegex(pattern)?.index).toBe(index);
  });

  it('bounds how deep groups nest', () => {
    const pattern = `${'('.repeat(300)}a${')'.repeat(300)}`;
    expect(checkRegex(pattern)?.index).toBe(201);
  });

  it('says how to mend it', () => {
    expect(reasonOf('a(?=b)')).toContain('!~');
    expect(reasonOf('\\d(')).toContain('( has no closing )');
  });

  it('ends soon, whatever the pattern', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'()[]{}*+?|\\^$.-,:=!<>aZ09é'.split('')),
          maxLength: 200,
        }),
        pattern => {
          const test = compilePattern(pattern);
          expect(test === undefined).toBe(checkRegex(pattern) !== undefined);
          expect(typeof (test?.('aZ0') ?? false)).toBe('boolean');
          regexBacktracks(pattern);
        },
      ),
    );
  });
});

describe('regexBacktracks', () => {
  it.each([
    ['5..|429', false],
    ['.*', false],
    ['.+-.+-.+', false],
    ['(foo|bar)+', false],
    ['(a{3})*', false],
    ['a{2,20}', false],
    ['(a+)+', true],
    ['(a*)*', true],
    ['(a|a)*', true],
    ['(a|ab)*', true],
    ['(.|x)+', true],
    ['(a?)*', true],
    ['.*.*.*.*x', true],
    ['(a{1,20}){1,40}', true],
    ['(a?b?){2}', false],
    ['((a|b)+,)*', true],
  ])('%s: %s', (pattern, expected) => {
    expect(checkRegex(pattern)).toBeUndefined();
    expect(regexBacktracks(pattern)).toBe(expected);
  });
});

describe('compilePattern', () => {
  it.each<[pattern: string, matches: string[], refuses: string[]]>([
    ['5..|429', ['500', '429'], ['50', '5000', '4290', '']],
    ['', [''], ['a']],
    ['.*', ['', 'a\nb', '🙂'], []],
    ['.', ['\n', '🙂'], ['', 'ab']],
    ['(?-s:.)', ['a'], ['\n']],
    ['(?i)Get', ['GET', 'get'], ['got']],
    ['(?i:[a-c])d', ['Bd'], ['BD']],
    ['a{2,3}', ['aa', 'aaa'], ['a', 'aaaa']],
    ['(ab?){2}', ['aa', 'aba', 'abab'], ['a', 'aab_']],
    ['a+?b*', ['a', 'aabb'], ['b']],
    ['[^a-c\\d]', ['z', 'é'], ['a', '5']],
    ['[[:upper:][:digit:]]+', ['A1'], ['a']],
    ['\\p{Greek}+', ['λόγος'], ['logos']],
    ['\\w+\\s\\S', ['ab c'], ['é x']],
    ['^a$', ['a'], ['ba']],
    ['a|^b|c$', ['a', 'b', 'c'], ['d']],
    ['\\bfoo\\b.*', ['foo bar'], ['foobar']],
    ['(?m)a$\\nb', ['a\nb'], ['ab']],
    ['\\Q.*\\E', ['.*'], ['x']],
    ['x{,2}', ['x{,2}'], ['xx']],
    ['(|a)b', ['b', 'ab'], ['aab']],
    ['(a*)*b', ['aaab', 'b'], ['aaa']],
  ])('%s', (pattern, matches, refuses) => {
    const test = compilePattern(pattern);
    expect(matches.filter(text => !test?.(text))).toEqual([]);
    expect(refuses.filter(text => test?.(text))).toEqual([]);
  });

  it('agrees with the engine of JavaScript where both know the syntax', () => {
    const piece = fc.constantFrom(
      ...['a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(?:ab)', 'a*', 'b+', 'a?'],
      ...['(a|ab)', '(b*)', 'a{2}', 'b{1,2}', '|', '\\d', '^', '$', '\\b'],
    );
    const subject = fc.string({ unit: fc.constantFrom('a', 'b', '1', '\n') });
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }).map(pieces => pieces.join('')),
        subject,
        (pattern, text) => {
          const peer = new RegExp(`^(?:${pattern})$`, 'su');
          expect(compilePattern(pattern)?.(text)).toBe(peer.test(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('takes no longer for patterns that backtrack elsewhere', () => {
    const test = compilePattern('(a*)*(a|a)*(a+)+$');
    const cost = cpuMs(() =>
      expect(test?.(`${'a'.repeat(2000)}!`)).toBe(false),
    );
    expect(cost).toBeLessThan(1000);
  });

  it('matches exactly the listed values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }),
        fc.string({ unit: 'grapheme' }),
        (values, other) => {
          const test = compilePattern(alternation(values));
          expect(values.every(value => test?.(value))).toBe(true);
          expect(test?.(other)).toBe(values.includes(other));
        },
      ),
    );
  });
});
