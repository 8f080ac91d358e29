import { InputError } from '@backstage/errors';
import { shownText } from './shownText';

const LONGEST_PATH = 1024;
const LONGEST_NAME_BYTES = 255;
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Windows opens a device of this name, whatever stands after a dot. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

interface PathRule {
  readonly broken: (path: string) => boolean;
  readonly problem: string;
}

const PATH_RULES: readonly PathRule[] = [
  {
    broken: path => path.length > LONGEST_PATH,
    problem: `is longer than ${LONGEST_PATH} characters`,
  },
  {
    broken: path => CONTROL.test(path),
    problem: 'contains a line break or another invisible character',
  },
  {
    broken: path => path.includes('\\'),
    problem: 'contains a backslash; paths here are written with "/"',
  },
  {
    broken: path => /^[A-Za-z]:/.test(path),
    problem: 'begins with a drive letter',
  },
  { broken: path => path.startsWith('/'), problem: 'is absolute' },
];

const NAME_RULES: readonly PathRule[] = [
  { broken: name => name === '..', problem: 'contains ".."' },
  {
    broken: name => name.startsWith('-'),
    problem:
      'has a name that begins with "-", which commands take for an option',
  },
  {
    broken: name => name.startsWith('~'),
    problem: 'has a name that begins with "~", which shells replace',
  },
  {
    broken: name => /[<>:"|?*]/.test(name) || /[ .]$/.test(name),
    problem:
      'has a name that not every system allows: one of < > : " | ? * or a dot or space at its end',
  },
  {
    broken: name => DEVICE.test(name),
    problem: 'has a name that is a device on Windows',
  },
  {
    broken: name => name.toLowerCase() === '.git',
    problem: 'leads into ".git"',
  },
  {
    broken: name => Buffer.byteLength(name, 'utf8') > LONGEST_NAME_BYTES,
    problem: `has a name of more than ${LONGEST_NAME_BYTES} bytes`,
  },
];

/**
 * The names that a path from a template leads through; none for the workspace itself.
 *
 * @throws InputError for anything but a plain path inside the workspace; nothing is repaired
 */
export function namesOfPath(input: string, path: string): readonly string[] {
  const names = path.split('/').filter(name => name !== '' && name !== '.');
  const broken =
    PATH_RULES.find(rule => rule.broken(path)) ??
    NAME_RULES.find(rule => names.some(name => rule.broken(name)));
  if (broken) {
    throw new InputError(
      `${input} ${shownText(path)} ${broken.problem}. ` +
        'Give a path relative to the workspace, such as "reliability/nthlayer.yaml".',
    );
  }
  return names;
}
