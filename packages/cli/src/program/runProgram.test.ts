import { run } from '../__testUtils__/FakeTerminal';
import { createFolder, removeFolders } from '../__testUtils__/folder';

afterEach(removeFolders);

const commands = ['validate', 'generate', 'budget', 'explain'];

describe('runProgram', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['destroy']],
    ['an unknown option', ['validate', '.', '--colour']],
    ['a file that looks like an option', ['validate', '--out\n']],
    ['no file', ['validate']],
    ['a format that there is not', ['validate', '.', '--format', 'xml']],
    ['a file that there is not', ['validate', '--', '-x.yaml']],
    ['no output folder', ['generate', '.']],
    [
      'an output that there is not',
      ['generate', '.', '--out', 'out', '--output', 'mimir'],
    ],
    [
      'a layout that there is not',
      ['generate', '.', '--out', 'out', '--layout', 'flat'],
    ],
    ['no Prometheus', ['budget', '.']],
    ['a value that cannot be', ['validate', '.', '--scrape-interval', '5']],
    [
      'an environment that is a path',
      ['validate', '.', '--environment', '../x'],
    ],
  ])('ends with 2 for %s, and says why on standard error', async (_, args) => {
    const outcome = await run(createFolder(), args);
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    expect(outcome.stderr).not.toBe('');
    expect(outcome.stderr).not.toMatch(/\p{Cc}\[|\n +at /u);
  });

  it.each(commands)('helps with %s, with examples', async command => {
    const { exitCode, stdout } = await run('/', [command, '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`\nExamples\n  nthlayer ${command} `);
    for (const option of ['--environment', '--service-label', '--strict']) {
      expect(stdout).toContain(option);
    }
  });

  it('lists its commands', async () => {
    const { exitCode, stdout } = await run('/', ['--help']);
    expect(exitCode).toBe(0);
    for (const command of commands) {
      expect(stdout).toMatch(new RegExp(`^ {2}${command} \\[options\\]`, 'm'));
    }
  });
});
