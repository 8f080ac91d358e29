import { FakeStream, FakeTerminal } from '../__testUtils__/FakeTerminal';
import { paintFor } from './paint';
import { Progress } from './Progress';
import { printTable } from './table';
import { visible } from './visible';

describe('visible', () => {
  it.each([
    ['a\nb', 'a\\u{000a}b'],
    ['\u001b[31m', '\\u{001b}[31m'],
    ['\u202eabc', '\\u{202e}abc'],
    ['\u2028', '\\u{2028}'],
    ['zürich ✓', 'zürich ✓'],
  ])('shows %j as %s', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});

describe('printTable', () => {
  it('aligns columns by what is seen, and keeps rows on their lines', () => {
    const paint = (text: string) => `<${text}>`;
    expect(
      printTable([
        [{ text: 'NAME' }, { text: 'N', align: 'right' }],
        [
          { text: 'a', paint },
          { text: '100', align: 'right' },
        ],
        [{ text: 'b\nc' }, { text: '1', align: 'right' }],
      ]),
    ).toBe('NAME          N\n<a>           100\nb\\u{000a}c    1\n');
  });
});

describe('paintFor', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, false],
  ])('in a terminal %s with %j: %s', (isTTY, env, coloured) => {
    const paint = paintFor(new FakeStream(isTTY), { env });
    expect(paint('red', 'x') === '\u001b[31mx\u001b[39m').toBe(coloured);
    expect(paint('red', 'x').includes('x')).toBe(true);
  });
});

describe('Progress', () => {
  it('is drawn on one line of a terminal, at most ten times a second', () => {
    const terminal = new FakeTerminal({ cwd: '/', isTTY: true });
    const progress = Progress.create(terminal);
    for (let i = 0; i < 500; i++) {
      terminal.nowMs += 10;
      progress.advance();
    }
    progress.clear();
    const drawn = terminal.stderr.text.split('\r').filter(Boolean);
    expect(drawn).toHaveLength(51);
    expect(drawn[49]).toBe('500 services …');
    expect(drawn[50].trim()).toBe('');
  });

  it('is a line every thousand services elsewhere', () => {
    const terminal = new FakeTerminal({ cwd: '/' });
    const progress = Progress.create(terminal);
    for (let i = 0; i < 2500; i++) {
      progress.advance();
    }
    progress.restart();
    for (let i = 0; i < 1000; i++) {
      progress.advance('budgets');
    }
    expect(terminal.stderr.text).toBe(
      '1,000 services …\n2,000 services …\n1,000 budgets …\n',
    );
  });
});
