/** A spec file that nobody should write, and what must be found in it first of all that is wrong. */
export interface HostileInput {
  readonly name: string;
  readonly text: () => string;
  /** Codes that must be among the errors. */
  readonly codes: readonly string[];
  /** Line of the first of them. */
  readonly line: number;
}

const SPEC = 'apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\n';

/** A ServiceSpec with some lines below `spec`, which begin on line 6. */
const spec = (lines: string) =>
  `${SPEC}metadata:\n  name: shop\nspec:\n${lines}\n`;

const legacy = (lines: string) =>
  `service:\n  name: shop\n  tier: low\n  type: api\nresources:\n${lines}\n`;

const slo = (name: string, more = '') => `---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
spec:
  service: shop
  indicator:
    metadata:
      name: ${name}
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { type: Prometheus, spec: { query: 'sum(bad_total{service="shop"})' } } }
        total: { metricSource: { type: Prometheus, spec: { query: 'sum(all_total{service="shop"})' } } }
  timeWindow:
    - duration: 30d
      isRolling: true
${more}  budgetingMethod: Occurrences
  objectives:
    - target: 0.99
`;

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** An SLO of OpenSLO v1alpha whose objectives begin on line 10. */
const v1alpha = (objectives: string) => `apiVersion: openslo/v1alpha
kind: SLO
metadata:
  name: a
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindows: [{ unit: Day, count: 30, isRolling: true }]
  objectives:
${objectives}
`;

/** An SLO of OpenSLO v2alpha whose objectives begin on line 10. */
const v2alpha = (objectives: string) => `apiVersion: openslo.com/v2alpha
kind: SLO
metadata:
  name: a
spec:
  serviceRef: shop
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 30d, isRolling: true }]
  objectives:
${objectives}
`;

const hostile = (
  name: string,
  text: string | (() => string),
  codes: string | readonly string[],
  line = 1,
): HostileInput => ({
  name,
  text: typeof text === 'string' ? () => text : text,
  codes: typeof codes === 'string' ? [codes] : codes,
  line,
});

/** Nine anchors, each of nine aliases of the one before. */
const aliasBomb = () =>
  lines(9, level =>
    level === 0
      ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
      : `a${level}: &a${level} [${lines(9, () => `*a${level - 1}`).replaceAll(
          '\n',
          ', ',
        )}]`,
  );

/** What must be refused: each with a finding that has a code, a file, a line and what to do. */
export const hostileInputs: readonly HostileInput[] = [
  hostile(
    'aliases of aliases, nine levels',
    () => spec(`  labels: {}\n${aliasBomb()}`),
    'invalid-alias',
    15,
  ),
  hostile(
    'more than 100 aliases',
    () => `a: &a 1\n${lines(101, i => `k${i}: *a`)}\n`,
    'too-many-aliases',
    102,
  ),
  hostile('an alias of what it is in', 'a: &a\n  b: *a\n', 'invalid-alias', 2),
  hostile('an alias of nothing', 'a: *nobody\n', 'invalid-alias'),
  hostile('50,000 keys', () => lines(50_000, i => `k${i}:`), 'file-too-large'),
  hostile(
    '30,000 keys within the size',
    () => `{${lines(30_000, i => `k${i}:`).replaceAll('\n', ',')}}`,
    ['too-many-keys'],
  ),
  hostile('depth 20,000', () => '['.repeat(20_000), 'too-deep'),
  hostile(
    'depth 20,000 of objects',
    () => `${'{a: '.repeat(20_000)}`,
    'too-deep',
  ),
  hostile(
    'depth 500 by indentation',
    () => lines(500, i => `${' '.repeat(i)}a:`),
    'too-deep',
    68,
  ),
  hostile(
    '__proto__',
    spec('  __proto__: { tier: critical }'),
    'unknown-field',
    6,
  ),
  hostile(
    '__proto__ as a label',
    spec('  labels:\n    __proto__: a'),
    'invalid-label-name',
    7,
  ),
  hostile(
    'constructor as a resource',
    legacy('  - kind: constructor\n    name: a'),
    'unknown-kind',
    6,
  ),
  hostile(
    'a key twice',
    spec('  tier: low\n  tier: critical'),
    'duplicate-key',
    7,
  ),
  hostile(
    'a key twice, 1,000 times over',
    () => spec(lines(1000, () => '  tier: low')),
    'duplicate-key',
    7,
  ),
  hostile(
    'a merge key',
    `base: &base { tier: low }\n${spec('  <<: *base')}`,
    'merge-key',
    7,
  ),
  hostile(
    'a tag of its own',
    spec('  tier: !!js/function low'),
    'unknown-tag',
    6,
  ),
  hostile('a list as a key', spec('  ? [a]\n  : b'), 'invalid-key', 6),
  hostile(
    'two documents of one SLO name',
    `${spec('  slos: []')}${slo('a')}${slo('a')}`,
    'duplicate-name',
    32,
  ),
  hostile('NUL', 'a: "b\0"', 'control-character'),
  hostile(
    'a name that reads backwards',
    spec('  labels:\n    a: "\u202egnp.exe"'),
    'invalid-label-value',
    7,
  ),
  hostile('half a character', 'a: \ud800', 'control-character'),
  ...['"99.9"', '.nan', '.inf', '-1', '0', '100', '1e400', '99,9', 'true'].map(
    target =>
      hostile(
        `an objective of ${target}`,
        spec(`  slos:\n    - preset: availability\n      target: ${target}`),
        'invalid-target',
        8,
      ),
  ),
  ...['"99.9"', '.nan', '.inf', '0', '1e400'].map(objective =>
    hostile(
      `an objective of ${objective} in the first format`,
      legacy(
        `  - kind: SLO\n    name: a\n    spec:\n      objective: ${objective}`,
      ),
      'invalid-target',
      9,
    ),
  ),
  ...['0d', '-30d', '30', '1y', '9e9d', '30d5m'].map(window =>
    hostile(
      `a window of ${window}`,
      spec(
        `  slos:\n    - preset: availability\n      target: 99\n      window: ${window}`,
      ),
      'invalid-window',
      9,
    ),
  ),
  hostile(
    'a time zone of nowhere',
    slo(
      'a',
      '      calendar: { startTime: 2026-01-01 00:00:00, timeZone: Mars/Olympus }\n',
    )
      .replace('isRolling: true', 'isRolling: false')
      .replace('30d', '1M'),
    'invalid-time-zone',
    19,
  ),
  hostile(
    'an offset for a time zone',
    slo(
      'a',
      '      calendar: { startTime: 2026-01-01 00:00:00, timeZone: "+0100" }\n',
    )
      .replace('isRolling: true', 'isRolling: false')
      .replace('30d', '1M'),
    'invalid-time-zone',
    19,
  ),
  hostile(
    'a second objective of nothing in OpenSLO v1alpha',
    v1alpha('    - { target: 0.9, ratioMetrics: [] }\n    - { target: .inf }'),
    'invalid-target',
    11,
  ),
  hostile(
    'an SLI of nothing in OpenSLO v2alpha',
    v2alpha('    - { target: 0.9, sli: { __proto__: {} } }'),
    'unknown-field',
    10,
  ),
  hostile(
    'a reference to nothing',
    slo('a').replace(
      / {2}indicator:[^]*?\n {2}timeWindow/,
      '  indicatorRef: nobody\n  timeWindow',
    ),
    'openslo-unknown-reference',
    8,
  ),
  hostile(
    'a template of nothing',
    'apiVersion: opensrm.nthlayer.io/v2\nkind: ServiceManifest\nmetadata:\n  name: shop\nspec:\n  template:\n    extends: nobody\n',
    'unknown-template',
    7,
  ),
  hostile(
    'templates in a circle',
    ['ServiceManifest', 'ServiceManifestTemplate']
      .map(
        kind =>
          `apiVersion: opensrm.nthlayer.io/v2\nkind: ${kind}\nmetadata:\n  name: shop\nspec:\n  template:\n    extends: shop\n`,
      )
      .join('---\n'),
    'template-of-template',
    14,
  ),
  hostile(
    'names with a toString of their own',
    'apiVersion: srm/v1\nkind: { toString: 0 }\nmetadata: { name: { toString: 0 } }\n',
    'unknown-kind',
    2,
  ),
  hostile(
    'a variable of nothing',
    legacy(
      '  - kind: SLO\n    name: a\n    spec:\n      objective: 99\n      indicator: { query: "${PATH}" }',
    ),
    'unknown-variable',
    10,
  ),
  hostile(
    'PromQL that leaves its query',
    spec('  service: \'x"} or vector(1) or up{a="\''),
    'invalid-service-label',
    6,
  ),
];

const fill = (text: (size: number) => string): (() => string) => {
  return () => text(250 * 1024);
};

/** As many SLOs as a file may have documents, of so many services. */
const slosOf = (services: number) => () =>
  lines(199, i =>
    slo(`s${i}`)
      .replace('service: shop', `service: shop-${i % services}`)
      .replaceAll('_total{', `_total{path="${'v'.repeat(200)}",`)
      .trimEnd(),
  );

const numbers = (count: number) =>
  Array.from({ length: count }, (_, index) => index).join();

/** As many as a spec may have. */
const exclusions = (rrule: (index: number) => string) =>
  spec(
    `  exclusions:\n${lines(
      50,
      i =>
        `  - {name: a${i}, reason: b, start: 2027-01-01T00:00:00, duration: 2h, timeZone: Europe/Berlin, rrule: "${rrule(
          i,
        )}"}`,
    )}`,
  );

const repeated = (line: string) =>
  fill(size => line.repeat(Math.floor(size / line.length)));

/** Files as large as they may be, which are slow to read wherever a step is not linear. */
export const largeInputs: readonly (readonly [string, () => string])[] = [
  [
    'labels, 2,000 of 120 characters',
    () =>
      spec(`  labels:\n${lines(1999, i => `    k${i}: ${'v'.repeat(110)}`)}`),
  ],
  [
    'unknown fields, 2,000',
    () => spec(lines(1999, i => `  tire${i}: ${'v'.repeat(110)}`)),
  ],
  [
    'fields given twice, 2,000',
    () => spec(lines(1999, i => `  k${i % 1000}: ${'v'.repeat(110)}`)),
  ],
  [
    'exclusions on a day that never comes',
    () => exclusions(() => 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'),
  ],
  [
    'exclusions at the 366th of 336 times of the day',
    () =>
      exclusions(
        () =>
          `FREQ=DAILY;BYSETPOS=366;BYHOUR=${numbers(24)};BYMINUTE=${numbers(
            14,
          )}`,
      ),
  ],
  [
    'exclusions that never match, each by a rule of its own',
    () =>
      exclusions(
        index =>
          `FREQ=WEEKLY;INTERVAL=${index + 1};BYMONTH=2;BYSETPOS=7;BYDAY=MO,TU`,
      ),
  ],
  ['documents of nothing', repeated('a: 1\n---\n')],
  [
    'specs',
    fill(size =>
      lines(
        Math.floor(size / 90),
        i => `${SPEC}metadata: { name: s${i} }\n---`,
      ),
    ),
  ],
  ...Object.entries({ v1alpha, v2alpha }).map(
    ([version, slosIn]) =>
      [
        `broken objectives of OpenSLO ${version}`,
        fill(size =>
          slosIn(
            lines(
              Math.floor(size / 200),
              i =>
                `    - {target: 9, tarjet: ${i}, sli: {metadata: {name: A}, spec: {thresholdMetric: {dataSourceRef: A}}}, ratioMetrics: {good: {query: a${i}}}}`,
            ),
          ),
        ),
      ] as const,
  ),
  [
    'labels of OpenSLO v2alpha, 2,000, each name twice',
    () =>
      `apiVersion: openslo.com/v2alpha\nkind: Service\nmetadata:\n  name: s\n  labels:\n${lines(
        1999,
        i => `    "X${i}.x/a${i % 1000}": 1`,
      )}`,
  ],
  [
    'SLOs of one service',
    fill(size => lines(Math.floor(size / 640), i => slo(`s${i}`).trimEnd())),
  ],
  [
    'SLOs of many services',
    fill(size =>
      lines(Math.floor(size / 640), i =>
        slo(`s${i}`).replace('service: shop', `service: shop-${i}`).trimEnd(),
      ),
    ),
  ],
  [
    'resources of no kind',
    fill(size => legacy(lines(Math.floor(size / 12), () => '  - kind: a'))),
  ],
  [
    'SLOs of the first format',
    fill(size =>
      legacy(
        lines(
          Math.floor(size / 58),
          i => `  - { kind: SLO, name: s${i}, spec: { objective: 99 } }`,
        ),
      ),
    ),
  ],
  [
    'dependencies of the first format',
    fill(size =>
      legacy(
        `  - kind: Dependencies\n    spec:\n      services:\n${lines(
          Math.floor(size / 26),
          i => `        - { name: s${i} }`,
        )}`,
      ),
    ),
  ],
  [
    'variables',
    fill(size =>
      legacy(
        `  - kind: SLO\n    name: a\n    spec:\n      objective: 99\n      indicator: { query: "${'${service}'.repeat(
          size / 10,
        )}" }`,
      ),
    ),
  ],
  [
    'environments and services of the first format',
    fill(size =>
      lines(
        Math.floor(size / 62),
        i =>
          `service: { name: s${i} }\n---\nenvironment: e\nresources: []\n---`,
      ),
    ),
  ],
  [
    'SLOs of OpenSRM 1',
    () =>
      `apiVersion: srm/v1\nkind: ServiceReliabilityManifest\nmetadata: { name: shop }\nspec:\n  slos:\n${lines(
        1999,
        i =>
          `    latency_${i}: { target: 250, unit: ms, percentile: p99, window: 30d, description: ${'v'.repeat(
            40,
          )} }`,
      )}`,
  ],
  [
    'manifests and templates of OpenSRM 2',
    fill(size =>
      lines(
        Math.floor(size / 190),
        i =>
          `apiVersion: opensrm.nthlayer.io/v2\nkind: ServiceManifest${
            i % 2 ? 'Template' : ''
          }\nmetadata: { name: s${i} }\nspec: { template: { extends: s${
            i + 1
          } } }\n---`,
      ),
    ),
  ],
  ['199 SLOs of one service', slosOf(1)],
  ['199 SLOs of 100 services', slosOf(100)],
  [
    '99 specs and 100 objects that they share',
    () =>
      `${lines(99, i => `${SPEC}metadata: { name: s${i} }\n---`)}\n${lines(
        100,
        i => slo(`s${i}`).replace('kind: SLO', 'kind: SLI').trimEnd(),
      )}`,
  ],
  [
    '499 SLOs of the first format',
    () =>
      legacy(
        lines(
          499,
          i =>
            `  - { kind: SLO, name: s${i}, spec: { objective: 99, indicator: { query: "sum(rate(good_total{path='${'v'.repeat(
              120,
            )}'}[5m])) / sum(rate(all_total[5m]))" } } }`,
        ),
      ),
  ],
  ['one long line', fill(size => `a: ${'v'.repeat(size)}`)],
  [
    'one long query',
    fill(size =>
      slo('a').replace(
        'sum(bad_total{service="shop"})',
        `sum(bad_total{a="${'v'.repeat(size)}"})`,
      ),
    ),
  ],
  ['brackets', repeated('[')],
  [
    'braces within the depth',
    fill(size => `a: [${'{a: {}},'.repeat(size / 9)}]`),
  ],
  [
    'texts in quotes on one line',
    fill(size => `a: [${'"v", '.repeat(size / 5)}]`),
  ],
  ['objects on one line', fill(size => `a: [${'{a: b}, '.repeat(size / 8)}]`)],
  ['empty lines', fill(size => `a: b${'\n'.repeat(size)}`)],
  ['empty lines of a text', fill(size => `a: |\n  b${'\n'.repeat(size)}`)],
  ['lines of a word', repeated('a\n')],
  ['quotes', repeated('"')],
  ['colons', repeated(': ')],
  ['hyphens', repeated('- ')],
  ['anchors', fill(size => lines(Math.floor(size / 14), i => `- &a${i} a`))],
  ['comments', repeated('# a\n')],
  ['broken flow', repeated('{a,')],
];
