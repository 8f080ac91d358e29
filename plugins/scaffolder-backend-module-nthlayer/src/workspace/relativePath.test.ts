import { toError } from '@backstage/errors';
import fc from 'fast-check';
import { namesOfPath } from './relativePath';

function namesOrError(path: string): readonly string[] | Error {
  try {
    return namesOfPath('path', path);
  } catch (error) {
    return toError(error);
  }
}

describe('namesOfPath', () => {
  it.each([
    ['.', []],
    ['', []],
    ['a/b.yaml', ['a', 'b.yaml']],
    ['./a//b/', ['a', 'b']],
    ['.github/x', ['.github', 'x']],
    ['a-b/c', ['a-b', 'c']],
    ['console/nul-terminated', ['console', 'nul-terminated']],
  ])('takes %j', (path, names) => {
    expect(namesOfPath('path', path)).toEqual(names);
  });

  it.each([
    ['..'],
    ['../x'],
    ['a/../../x'],
    ['a/../b'],
    ['/etc/passwd'],
    ['//server/share'],
    ['\\\\server\\share'],
    ['C:\\x'],
    ['C:/x'],
    ['c:x'],
    ['a\\b'],
    ['..\\x'],
    ['-rf'],
    ['a/-rf/b'],
    ['~/x'],
    ['a\nb'],
    ['a\u0000b'],
    ['a\u202eb'],
    ['\ud800'],
    ['con'],
    ['a/NUL.txt'],
    ['lpt1'],
    ['a:b'],
    ['a?'],
    ['a '],
    ['a.'],
    ['.git/hooks/pre-commit'],
    ['x/.GIT/config'],
    ['é'.repeat(128)],
    ['a/'.repeat(600)],
  ])('refuses %j, on one line that names the input', path => {
    expect(() => namesOfPath('targetPath', path)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        // no control or direction characters, which could forge a line
        message: expect.stringMatching(/^targetPath "[^\p{Cc}\p{Cf}]*$/u),
      }),
    );
  });

  it('never gives a name that leads out', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom('..', '.', '', '/', '\\', 'a', 'C:', '~', '-'),
            fc.string(),
          ),
        ),
        parts => {
          const names = namesOrError(parts.join('/'));
          expect(
            names instanceof Error
              ? [names.name]
              : names.filter(name => /^(\.{0,2}|-.*|~.*)$|[\\/:\n]/.test(name)),
          ).toEqual(names instanceof Error ? ['InputError'] : []);
        },
      ),
    );
  });
});
