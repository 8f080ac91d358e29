import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { toldOnce } from './toldOnce';

function finding(text: string): Diagnostic {
  const [code, path, line, severity = 'error', summary = ''] = text.split(' ');
  return {
    severity: severity as Diagnostic['severity'],
    code,
    path,
    summary,
    position: { file: 'a.yaml', line: Number(line), column: 1 },
  };
}

it.each<[string, string[], number[]]>([
  [
    'empty, and missed',
    ['empty-field a.b 1 warning', 'missing-field a.b 1'],
    [1],
  ],
  [
    'empty, and missed by nobody',
    ['empty-field a.b 1 warning', 'missing-field a.c 1'],
    [0, 1],
  ],
  ['broken, and missed', ['missing-field a.b 1', 'invalid-text a.b 1'], [1]],
  [
    'of another type, and what should be in it missed',
    ['wrong-type a[0].b 1', 'missing-field a[0].b.c.d 1'],
    [0],
  ],
  [
    'missed twice',
    ['missing-field a 1 error x', 'missing-field a 1 error x'],
    [0],
  ],
  [
    'worse the second time',
    ['missing-field a 1 warning x', 'missing-field a 1 error x'],
    [0, 1],
  ],
  [
    'two things',
    ['missing-field a 1 error x', 'missing-field a 1 error y'],
    [0, 1],
  ],
  [
    'in two documents',
    ['wrong-type a.b 1', 'missing-field a.b.c 9', 'empty-field a.b 9 warning'],
    [0, 1, 2],
  ],
  ['beside a warning', ['missing-field a 1', 'invalid-a a 1 warning'], [0, 1]],
  ['around it', ['missing-field a 1', 'wrong-type a.b 1'], [0, 1]],
  ['none of it', ['no-slos a 1', 'missing-field a 1'], [0, 1]],
])('what is %s is told once', (_what, texts, kept) => {
  const all = texts.map(finding);
  expect(toldOnce(all)).toEqual(kept.map(index => all[index]));
});
