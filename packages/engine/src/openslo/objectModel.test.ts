import { stringify } from 'yaml';
import { FIXTURES, fixture } from './__testUtils__/fixtures';
import { CASES, objectOf } from './__testUtils__/objectModel';
import { parseOpenSlo } from './parseOpenSlo';
import { OPENSLO_PROFILES, OpenSloProfile } from './schema';

function parse(text: string, profile: OpenSloProfile) {
  const { objects, diagnostics } = parseOpenSlo(
    { path: 'a.yaml', text },
    { profile },
  );
  // what stands alone refers to nothing
  const found = diagnostics.filter(
    ({ code }) => code !== 'openslo-unknown-reference',
  );
  return { objects, diagnostics: found };
}

describe.each(OPENSLO_PROFILES)('%s', profile => {
  it.each(CASES)('$row: $what', ({ of, change, [profile]: expected }) => {
    const text = stringify(objectOf(of, change));
    const { objects, diagnostics } = parse(text, profile);
    expect(
      diagnostics.map(
        ({ severity, code, path }) => `${severity} ${code} ${path}`,
      ),
    ).toEqual(expected);
    expect(objects).toHaveLength(
      expected.some(each => each.startsWith('error')) ? 0 : 1,
    );
    for (const { detail, position } of diagnostics) {
      expect(detail).not.toBe('');
      expect(position?.file).toBe('a.yaml');
    }
  });
});

it('mirrors every row of the object model', () => {
  expect([...new Set(CASES.map(({ row }) => row))]).toEqual([
    'metadata.name',
    'metadata.displayName',
    'metadata.labels',
    'metadata.annotations',
    'spec.description',
    'duration-shorthand',
    'Service',
    'DataSource',
    'SLI',
    'metric',
    'ratioMetric',
    'SLO',
    'timeWindow',
    'objective',
    'alertPolicies item',
    'AlertPolicy',
    'AlertCondition',
    'AlertNotificationTarget',
  ]);
});

describe('the examples of the specification', () => {
  const codesOf = (name: (typeof FIXTURES)[number], profile: OpenSloProfile) =>
    parse(fixture(name), profile).diagnostics.map(
      ({ severity, code, path, position }) =>
        `${position?.line} ${severity} ${code} ${path}`,
    );
  const metric = 'spec.indicator.spec.thresholdMetric.metricSource';

  it.each([
    [
      'occurrences.yaml',
      [
        `18 warning missing-field ${metric}.spec`,
        '29 warning empty-field spec.alertPolicies',
      ],
    ],
    [
      'ratio-timeslices.yaml',
      ['32 warning openslo-field-ignored spec.objectives[0].op'],
    ],
    [
      'timeslices.yaml',
      [
        '27 warning openslo-minute-window spec.timeWindow[0].duration',
        '43 warning empty-field spec.alertPolicies',
        '35 warning openslo-field-ignored spec.objectives[0].op',
      ],
    ],
    [
      'low-traffic.yaml',
      ['33 warning openslo-field-ignored spec.objectives[0].op'],
    ],
  ] as const)('parse under lenient, with warnings: %s', (name, expected) => {
    expect(codesOf(name, 'lenient')).toEqual(expected);
    expect(parse(fixture(name), 'lenient').objects).toHaveLength(1);
  });

  it.each(FIXTURES)('are refused under strict: %s', name => {
    expect(codesOf(name, 'strict').join('\n')).toContain(' error ');
    expect(parse(fixture(name), 'strict').objects).toEqual([]);
  });
});

describe('bad input', () => {
  const object = (more: string) =>
    `apiVersion: openslo/v1\nkind: Service\nmetadata: { name: a }\n${more}`;

  it.each<[string, string, string]>([
    [
      'two documents of one name',
      `${object('')}---\n${object('')}`,
      '7 duplicate-name',
    ],
    [
      'a NUL',
      object('spec: { description: "a\u0000" }'),
      '4 control-character',
    ],
    [
      'an escaped NUL',
      object('spec: { description: "a\\0" }'),
      '4 invalid-text',
    ],
    [
      'text that turns',
      object('spec: { description: "a\u202eb" }'),
      '4 invalid-text',
    ],
    ['a key given twice', object('spec: {}\nspec: {}'), '5 duplicate-key'],
    [
      'an alias of what it is in',
      object('spec: &a { description: *a }'),
      '4 invalid-alias',
    ],
    ['no version', 'kind: Service\n', '1 unknown-format'],
    [
      'a version that is none',
      object('').replace('v1', 'v3'),
      '1 unknown-version',
    ],
    [
      'a kind that is nearly one',
      object('').replace('Service', 'Servise'),
      '2 unknown-kind',
    ],
    ['a prototype', object('__proto__: { a: 1 }'), '4 unknown-field'],
    [
      'something of its own toString',
      'apiVersion: openslo/v1\nkind: { toString: 1 }\n',
      '2 unknown-kind',
    ],
    [
      'a list of nothing',
      '- apiVersion: openslo/v1\n  kind: Service\n  metadata: []\n',
      '3 wrong-type',
    ],
  ])('%s is told with its line and what to do', (_what, text, expected) => {
    const { diagnostics } = parse(text, 'lenient');
    expect(
      diagnostics.map(({ position, code }) => `${position?.line} ${code}`),
    ).toContain(expected);
    diagnostics.forEach(({ detail }) => expect(detail).toMatch(/\.|\?/));
  });

  it.each(['.nan', '.inf', '-.inf', '"0.9"', '1e400'])(
    'the objective %s is no number',
    target => {
      const text = stringify(objectOf('ratio SLO')).replace('0.9', target);
      expect(parse(text, 'lenient').diagnostics).toMatchObject([
        { code: 'invalid-target', path: 'spec.objectives[0].target' },
      ]);
    },
  );

  it('says that a text could be a number, and a number a text', () => {
    const text = stringify(objectOf('ratio SLO')).replace('0.9', '"0.9"');
    expect(parse(text, 'lenient').diagnostics[0].detail).toContain(
      'Did you mean 0.9, without quotes?',
    );
    const named = object('').replace('name: a', 'name: 123');
    expect(parse(named, 'lenient').diagnostics[0].detail).toContain(
      'Did you mean "123", with quotes?',
    );
  });

  it('says what a number of minutes is in a text', () => {
    const of = (length: string, profile: OpenSloProfile) =>
      parse(
        stringify(objectOf('ratio SLO'))
          .replace('Occurrences', 'RatioTimeslices')
          .replace(
            'target: 0.9',
            `target: 0.9\n      timeSliceWindow: ${length}`,
          ),
        profile,
      ).diagnostics.map(({ path, detail }) => [path, detail]);
    const path = 'spec.objectives[0].timeSliceWindow';
    expect(of('5', 'strict')).toContainEqual([
      path,
      'It is read as minutes. Add the unit, as in 5m.',
    ]);
    for (const profile of OPENSLO_PROFILES) {
      expect(of('"5"', profile)).toContainEqual([
        path,
        'The unit is case-sensitive: m is a minute and M a month.',
      ]);
    }
  });

  it('reads a list, several documents and JSON alike', () => {
    const one = {
      apiVersion: 'openslo/v1',
      kind: 'Service',
      metadata: { name: 'a' },
    };
    const other = { ...one, metadata: { name: 'b' } };
    for (const text of [
      stringify([one, other]),
      `${stringify(one)}---\n${stringify(other)}`,
      JSON.stringify([one, other]),
    ]) {
      expect(parse(text, 'strict')).toEqual({
        objects: [one, other],
        diagnostics: [],
      });
    }
    expect(parse(JSON.stringify(one), 'strict').objects).toEqual([one]);
  });
});
