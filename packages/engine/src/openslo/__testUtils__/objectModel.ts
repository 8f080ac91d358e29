import { OpenSloKind } from '../openSloObject';

/** Objects that break no rule, to break one in. */
export type Base =
  | Exclude<OpenSloKind, 'SLO'>
  | 'ratio SLO'
  | 'threshold SLO'
  | 'composite SLO'
  | 'alerting SLO';

/** Property paths and what stands there instead; `undefined` takes it out. */
export type Change = Readonly<Record<string, unknown>>;

/** A row of the object model, one way to use it, and what each profile says, as `severity code path`. */
export interface Case {
  readonly row: string;
  readonly what: string;
  readonly of: Base;
  readonly change: Change;
  readonly strict: readonly string[];
  readonly lenient: readonly string[];
}

const metric = (query: string) => ({
  metricSource: { type: 'Prometheus', spec: { query } },
});
const indicator = (spec: unknown) => ({ metadata: { name: 'sli' }, spec });
const ratioMetric = { counter: true, bad: metric('a'), total: metric('b') };
const sloSpec = {
  service: 'shop',
  indicator: indicator({ ratioMetric }),
  timeWindow: [{ duration: '30d', isRolling: true }],
  budgetingMethod: 'Occurrences',
  objectives: [{ target: 0.9 }],
};
const condition = {
  severity: 'page',
  condition: {
    kind: 'burnrate',
    op: 'gt',
    threshold: 2,
    lookbackWindow: '1h',
    alertAfter: '5m',
  },
};
const policy = {
  alertWhenBreaching: true,
  conditions: [
    {
      kind: 'AlertCondition',
      metadata: { name: 'fast' },
      spec: condition,
    },
  ],
  notificationTargets: [{ targetRef: 'us' }],
};

const SPECS: Readonly<Record<Base, unknown>> = {
  'ratio SLO': sloSpec,
  'threshold SLO': {
    ...sloSpec,
    indicator: indicator({ thresholdMetric: metric('a') }),
    objectives: [{ op: 'lt', value: 1, target: 0.9 }],
  },
  'composite SLO': {
    ...sloSpec,
    indicator: undefined,
    objectives: [
      { target: 0.9, indicatorRef: 'a', compositeWeight: 2 },
      { target: 0.9, indicatorRef: 'b' },
    ],
  },
  'alerting SLO': {
    ...sloSpec,
    alertPolicies: [
      { kind: 'AlertPolicy', metadata: { name: 'p' }, spec: policy },
      { alertPolicyRef: 'q' },
    ],
  },
  SLI: { ratioMetric },
  Service: { description: 'x' },
  DataSource: { type: 'Prometheus', connectionDetails: { url: 'x' } },
  AlertPolicy: policy,
  AlertCondition: condition,
  AlertNotificationTarget: { target: 'slack' },
};

/** An object with changes, as plain data. */
export function objectOf(of: Base, change: Change = {}): unknown {
  const object = structuredClone({
    apiVersion: 'openslo/v1',
    kind: of.endsWith('SLO') ? 'SLO' : of,
    metadata: { name: 'orders' },
    spec: SPECS[of],
  }) as unknown;
  for (const [path, value] of Object.entries(change)) {
    const keys = path.split(/\.|\[(\d+)\]\.?/).filter(Boolean);
    const last = keys.pop() ?? '';
    const holder = keys.reduce<Record<string, unknown>>(
      (inner, key) => inner[key] as Record<string, unknown>,
      object as Record<string, unknown>,
    );
    if (value === undefined) {
      delete holder[last];
    } else {
      holder[last] = value;
    }
  }
  return JSON.parse(JSON.stringify(object));
}

const list = (findings: string | readonly string[]) =>
  [findings].flat().filter(each => each !== '');

function row(name: string, of: Base) {
  return (
    what: string,
    change: Change,
    strict: string | readonly string[],
    lenient: string | readonly string[] = strict,
  ): Case => ({
    row: name,
    what,
    of,
    change,
    strict: list(strict),
    lenient: list(lenient),
  });
}

const name = row('metadata.name', 'Service');
const displayName = row('metadata.displayName', 'Service');
const labels = row('metadata.labels', 'Service');
const annotations = row('metadata.annotations', 'Service');
const description = row('spec.description', 'Service');
const duration = row('duration-shorthand', 'ratio SLO');
const service = row('Service', 'Service');
const dataSource = row('DataSource', 'DataSource');
const sli = row('SLI', 'SLI');
const source = row('metric', 'SLI');
const ratio = row('ratioMetric', 'SLI');
const slo = row('SLO', 'ratio SLO');
const composite = row('SLO', 'composite SLO');
const window = row('timeWindow', 'ratio SLO');
const objective = row('objective', 'ratio SLO');
const threshold = row('objective', 'threshold SLO');
const item = row('alertPolicies item', 'alerting SLO');
const alertPolicy = row('AlertPolicy', 'AlertPolicy');
const alertCondition = row('AlertCondition', 'AlertCondition');
const target = row('AlertNotificationTarget', 'AlertNotificationTarget');

const SOURCE = 'spec.ratioMetric.bad.metricSource';
const WINDOW = 'spec.timeWindow[0]';
const FIRST = 'spec.objectives[0]';
const calendar = {
  startTime: '2024-01-31 00:00:00',
  timeZone: 'Europe/Berlin',
};

/** Row by row what the reference of the object model says, with the differences between the profiles. */
export const CASES: readonly Case[] = [
  name('63 characters', { 'metadata.name': 'x'.repeat(63) }, ''),
  name(
    '64 characters',
    { 'metadata.name': 'x'.repeat(64) },
    'error invalid-name metadata.name',
  ),
  name(
    'upper case',
    { 'metadata.name': 'Shop' },
    'error invalid-name metadata.name',
  ),
  name(
    'none',
    { 'metadata.name': undefined },
    'error missing-field metadata.name',
  ),
  name('a number', { 'metadata.name': 3 }, 'error invalid-name metadata.name'),
  name('no metadata', { metadata: undefined }, 'error missing-field metadata'),
  displayName('63 characters', { 'metadata.displayName': 'é'.repeat(63) }, ''),
  displayName(
    '64 characters',
    { 'metadata.displayName': 'é'.repeat(64) },
    'error too-long metadata.displayName',
    'warning too-long metadata.displayName',
  ),
  displayName(
    'a NUL',
    { 'metadata.displayName': 'a\u0000b' },
    'error invalid-text metadata.displayName',
  ),
  displayName(
    'text that turns',
    { 'metadata.displayName': 'a\u202eb' },
    'error invalid-text metadata.displayName',
  ),
  labels(
    'a text and a list, which may be empty',
    { 'metadata.labels': { a: 'b', 'A.b_c-d': ['c', 'd'], e: [], f: '' } },
    '',
  ),
  labels(
    'a key with a domain',
    { 'metadata.labels': { 'a.b/c': 'd' } },
    'error invalid-key metadata.labels["a.b/c"]',
  ),
  labels(
    'a number',
    { 'metadata.labels': { a: 1 } },
    'error invalid-text metadata.labels.a',
  ),
  annotations(
    'a key with a domain',
    { 'metadata.annotations': { 'my-domain.org/My.key': 'x' } },
    '',
  ),
  annotations(
    'a domain in upper case',
    { 'metadata.annotations': { 'My.org/key': 'x' } },
    'error invalid-key metadata.annotations["My.org/key"]',
  ),
  annotations(
    'a list',
    { 'metadata.annotations': { a: ['x'] } },
    'error invalid-text metadata.annotations.a',
  ),
  annotations(
    'the reserved domain',
    { 'metadata.annotations': { 'openslo.com/a': 'x' } },
    'warning reserved-key metadata.annotations["openslo.com/a"]',
    'error reserved-key metadata.annotations["openslo.com/a"]',
  ),
  description(
    '1050 characters on lines',
    { 'spec.description': 'x\n'.repeat(525) },
    '',
  ),
  description(
    '1051 characters',
    { 'spec.description': 'x'.repeat(1051) },
    'error too-long spec.description',
  ),
  duration('years', { [`${WINDOW}.duration`]: '1Y' }, ''),
  duration(
    'upper case days',
    { [`${WINDOW}.duration`]: '1D' },
    `error invalid-window ${WINDOW}.duration`,
  ),
  duration(
    'zero',
    { [`${WINDOW}.duration`]: '0w' },
    `warning invalid-window ${WINDOW}.duration`,
    `error invalid-window ${WINDOW}.duration`,
  ),
  duration(
    'a number',
    { [`${WINDOW}.duration`]: 30 },
    `error invalid-window ${WINDOW}.duration`,
  ),
  duration(
    'a month that is a minute',
    { [`${WINDOW}.duration`]: '1m' },
    `warning openslo-minute-window ${WINDOW}.duration`,
  ),
  service('no spec', { spec: undefined }, ''),
  service(
    'a field of its own',
    { 'spec.owner': 'me' },
    'error unknown-field spec.owner',
  ),
  service(
    'a key without a value',
    { 'spec.description': null },
    'warning empty-field spec.description',
  ),
  dataSource('whatever details', { 'spec.connectionDetails': ['a', 1] }, ''),
  dataSource(
    'no type',
    { 'spec.type': undefined },
    'error missing-field spec.type',
  ),
  dataSource(
    'no details',
    { 'spec.connectionDetails': undefined },
    'error missing-field spec.connectionDetails',
  ),
  sli(
    'a threshold',
    { 'spec.ratioMetric': undefined, 'spec.thresholdMetric': metric('a') },
    '',
  ),
  sli(
    'both metrics',
    { 'spec.thresholdMetric': metric('a') },
    'error openslo-two-metrics spec.ratioMetric',
  ),
  sli(
    'no metric',
    { 'spec.ratioMetric': undefined },
    'error missing-field spec',
  ),
  source(
    'a reference',
    { [SOURCE]: { metricSourceRef: 'main', spec: { query: 'x' } } },
    '',
  ),
  source(
    'a reference that is no name',
    { [SOURCE]: { metricSourceRef: 'Main', spec: { query: 'x' } } },
    `error invalid-name ${SOURCE}.metricSourceRef`,
  ),
  source(
    'neither type nor reference',
    { [`${SOURCE}.type`]: undefined },
    `warning missing-field ${SOURCE}.type`,
    `error missing-field ${SOURCE}.type`,
  ),
  source(
    'an empty spec',
    { [`${SOURCE}.spec`]: {} },
    `error missing-field ${SOURCE}.spec`,
    `warning missing-field ${SOURCE}.spec`,
  ),
  source(
    'no source',
    { 'spec.ratioMetric.bad': {} },
    'error missing-field spec.ratioMetric.bad.metricSource',
  ),
  ratio(
    'good and bad',
    { 'spec.ratioMetric.good': metric('c') },
    'error openslo-good-and-bad spec.ratioMetric.bad',
  ),
  ratio(
    'neither',
    { 'spec.ratioMetric.bad': undefined },
    'error missing-field spec.ratioMetric',
  ),
  ratio(
    'no total',
    { 'spec.ratioMetric.total': undefined },
    'error missing-field spec.ratioMetric',
  ),
  ratio(
    'raw',
    { 'spec.ratioMetric': { raw: metric('a'), rawType: 'success' } },
    '',
  ),
  ratio(
    'raw and total',
    {
      'spec.ratioMetric': {
        raw: metric('a'),
        rawType: 'success',
        total: metric('b'),
      },
    },
    'error openslo-total-and-raw spec.ratioMetric.raw',
  ),
  ratio(
    'raw of what',
    { 'spec.ratioMetric': { raw: metric('a') } },
    'error missing-field spec.ratioMetric.rawType',
  ),
  ratio(
    'raw of something else',
    { 'spec.ratioMetric': { raw: metric('a'), rawType: 'good' } },
    'error unknown-raw-type spec.ratioMetric.rawType',
  ),
  ratio(
    'raw and good',
    {
      'spec.ratioMetric': {
        raw: metric('a'),
        rawType: 'success',
        good: metric('b'),
      },
    },
    'error forbidden-field spec.ratioMetric.good',
  ),
  ratio(
    'what raw is of without raw',
    { 'spec.ratioMetric.rawType': 'success' },
    'warning openslo-field-ignored spec.ratioMetric.rawType',
  ),
  ratio(
    'a raw counter',
    {
      'spec.ratioMetric': {
        raw: metric('a'),
        rawType: 'success',
        counter: false,
      },
    },
    'warning openslo-field-ignored spec.ratioMetric.counter',
  ),
  ratio(
    'counter as a text',
    { 'spec.ratioMetric.counter': 'true' },
    'error wrong-type spec.ratioMetric.counter',
  ),
  slo(
    'no service',
    { 'spec.service': undefined },
    'error missing-field spec.service',
  ),
  slo(
    'no method',
    { 'spec.budgetingMethod': undefined },
    'error missing-field spec.budgetingMethod',
  ),
  slo(
    'a method that is none',
    { 'spec.budgetingMethod': 'Occurences' },
    'error unknown-budgeting-method spec.budgetingMethod',
  ),
  slo(
    'an SLI by name',
    { 'spec.indicator': undefined, 'spec.indicatorRef': 'sli' },
    '',
  ),
  slo(
    'an SLI twice',
    { 'spec.indicatorRef': 'sli' },
    'error openslo-two-indicators spec.indicatorRef',
  ),
  slo('no SLI', { 'spec.indicator': undefined }, 'error missing-field spec'),
  slo(
    'an SLI without a name',
    { 'spec.indicator.metadata': undefined },
    'error missing-field spec.indicator.metadata',
  ),
  slo(
    'no window',
    { 'spec.timeWindow': undefined },
    'error missing-field spec.timeWindow',
    'warning missing-field spec.timeWindow',
  ),
  slo(
    'an empty list of windows',
    { 'spec.timeWindow': [] },
    'error missing-field spec.timeWindow',
    'warning missing-field spec.timeWindow',
  ),
  slo(
    'two windows',
    {
      'spec.timeWindow': [
        { duration: '1d', isRolling: true },
        { duration: '2d', isRolling: true },
      ],
    },
    'error openslo-several-windows spec.timeWindow[1]',
  ),
  slo(
    'no objectives',
    { 'spec.objectives': undefined },
    'warning missing-field spec.objectives',
    'error missing-field spec.objectives',
  ),
  slo(
    'an empty list of objectives',
    { 'spec.objectives': [] },
    'warning missing-field spec.objectives',
    'error missing-field spec.objectives',
  ),
  slo(
    'alert policies without a value',
    { 'spec.alertPolicies': null },
    'warning empty-field spec.alertPolicies',
  ),
  composite('SLIs in each objective', {}, ''),
  composite(
    'one on the other level as well',
    { 'spec.indicatorRef': 'sli' },
    'error openslo-two-levels spec.indicatorRef',
  ),
  composite(
    'an objective without',
    { 'spec.objectives[1].indicatorRef': undefined },
    'error missing-field spec.objectives[1]',
  ),
  window(
    'a calendar',
    { [WINDOW]: { duration: '1M', isRolling: false, calendar } },
    '',
  ),
  window(
    'a calendar and nothing of rolling',
    { [WINDOW]: { duration: '1M', calendar } },
    '',
  ),
  window(
    'no calendar',
    { [WINDOW]: { duration: '1M', isRolling: false } },
    `error missing-field ${WINDOW}.calendar`,
  ),
  window(
    'nothing at all',
    { [WINDOW]: { duration: '1M' } },
    `error openslo-rolling-assumed ${WINDOW}.isRolling`,
    `warning openslo-rolling-assumed ${WINDOW}.isRolling`,
  ),
  window(
    'rolling with a calendar',
    { [WINDOW]: { duration: '1M', isRolling: true, calendar } },
    `error openslo-calendar-ignored ${WINDOW}.calendar`,
    `warning openslo-calendar-ignored ${WINDOW}.calendar`,
  ),
  window(
    'no duration',
    { [`${WINDOW}.duration`]: undefined },
    `error missing-field ${WINDOW}.duration`,
  ),
  window(
    'a day that is none',
    {
      [WINDOW]: {
        duration: '1M',
        calendar: { ...calendar, startTime: '2024-02-30 00:00:00' },
      },
    },
    `error invalid-start-time ${WINDOW}.calendar.startTime`,
  ),
  window(
    'a time with a zone',
    {
      [WINDOW]: {
        duration: '1M',
        calendar: { ...calendar, startTime: '2024-02-20T00:00:00Z' },
      },
    },
    `error invalid-start-time ${WINDOW}.calendar.startTime`,
  ),
  window(
    'a zone that is none',
    {
      [WINDOW]: {
        duration: '1M',
        calendar: { ...calendar, timeZone: 'Mars/Base' },
      },
    },
    `error invalid-time-zone ${WINDOW}.calendar.timeZone`,
  ),
  window(
    'an offset for a zone',
    {
      [WINDOW]: {
        duration: '1M',
        calendar: { ...calendar, timeZone: '+0100' },
      },
    },
    `error invalid-time-zone ${WINDOW}.calendar.timeZone`,
  ),
  window(
    'an hour that is the next day',
    {
      [WINDOW]: {
        duration: '1M',
        calendar: { ...calendar, startTime: '2024-01-01 24:00:00' },
      },
    },
    `error invalid-start-time ${WINDOW}.calendar.startTime`,
  ),
  window(
    'no zone',
    {
      [WINDOW]: { duration: '1M', calendar: { startTime: calendar.startTime } },
    },
    `error missing-field ${WINDOW}.calendar.timeZone`,
  ),
  objective('a percentage', { [FIRST]: { targetPercent: 99.9 } }, ''),
  objective('nothing', { [`${FIRST}.target`]: 0 }, ''),
  objective(
    'everything',
    { [`${FIRST}.target`]: 1 },
    `error invalid-target ${FIRST}.target`,
  ),
  objective(
    'everything in per cent',
    { [FIRST]: { targetPercent: 100 } },
    `error invalid-target ${FIRST}.targetPercent`,
  ),
  objective(
    'a text',
    { [`${FIRST}.target`]: '0.9' },
    `error invalid-target ${FIRST}.target`,
  ),
  objective(
    'two targets',
    { [`${FIRST}.targetPercent`]: 90 },
    `error openslo-one-target ${FIRST}.targetPercent`,
  ),
  objective('no target', { [FIRST]: {} }, `error openslo-one-target ${FIRST}`),
  objective(
    'op with a ratio, as in the examples',
    { [`${FIRST}.op`]: 'gt' },
    `error openslo-field-ignored ${FIRST}.op`,
    `warning openslo-field-ignored ${FIRST}.op`,
  ),
  objective(
    'value with a ratio',
    { [`${FIRST}.value`]: 1 },
    `error openslo-field-ignored ${FIRST}.value`,
    `warning openslo-field-ignored ${FIRST}.value`,
  ),
  objective(
    'op with an SLI by name',
    {
      'spec.indicator': undefined,
      'spec.indicatorRef': 'x',
      [`${FIRST}.op`]: 'gt',
    },
    '',
  ),
  objective(
    'any number with a ratio',
    { 'spec.objectives': [{ target: 0.9 }, { target: 0.99 }] },
    '',
  ),
  threshold(
    'no op',
    { [`${FIRST}.op`]: undefined },
    `error missing-field ${FIRST}.op`,
  ),
  threshold(
    'no value',
    { [`${FIRST}.value`]: undefined },
    `error missing-field ${FIRST}.value`,
  ),
  threshold('the value 0', { [`${FIRST}.value`]: 0 }, ''),
  threshold(
    'an op that is none',
    { [`${FIRST}.op`]: '<' },
    `error unknown-operator ${FIRST}.op`,
  ),
  threshold(
    'several',
    {
      'spec.objectives': [
        { op: 'lt', value: 1, target: 0.9 },
        { op: 'lt', value: 2, target: 0.99 },
      ],
    },
    'warning openslo-several-objectives spec.objectives[1]',
    'error openslo-several-objectives spec.objectives[1]',
  ),
  objective(
    'Timeslices',
    {
      'spec.budgetingMethod': 'Timeslices',
      [FIRST]: { target: 0.9, timeSliceTarget: 1, timeSliceWindow: '5m' },
    },
    '',
  ),
  objective(
    'Timeslices without anything',
    { 'spec.budgetingMethod': 'Timeslices' },
    [
      `error missing-field ${FIRST}.timeSliceTarget`,
      `error missing-field ${FIRST}.timeSliceWindow`,
    ],
  ),
  objective(
    'Timeslices that need nothing',
    {
      'spec.budgetingMethod': 'Timeslices',
      [FIRST]: { target: 0.9, timeSliceTarget: 0, timeSliceWindow: '5m' },
    },
    `error out-of-range ${FIRST}.timeSliceTarget`,
  ),
  objective(
    'RatioTimeslices',
    {
      'spec.budgetingMethod': 'RatioTimeslices',
      [FIRST]: { target: 0.9, timeSliceWindow: '5m' },
    },
    '',
  ),
  objective(
    'RatioTimeslices without a window',
    { 'spec.budgetingMethod': 'RatioTimeslices' },
    `error missing-field ${FIRST}.timeSliceWindow`,
  ),
  objective(
    'a window in minutes',
    {
      'spec.budgetingMethod': 'RatioTimeslices',
      [FIRST]: { target: 0.9, timeSliceWindow: 5 },
    },
    `error wrong-type ${FIRST}.timeSliceWindow`,
    `warning wrong-type ${FIRST}.timeSliceWindow`,
  ),
  row('objective', 'composite SLO')(
    'no weight at all',
    { [`${FIRST}.compositeWeight`]: 0 },
    `error out-of-range ${FIRST}.compositeWeight`,
  ),
  item('by name and inline', {}, ''),
  item('both', { 'spec.alertPolicies[0].alertPolicyRef': 'x' }, [
    'error openslo-two-forms spec.alertPolicies[0].spec',
    'error openslo-two-forms spec.alertPolicies[0].kind',
    'error openslo-two-forms spec.alertPolicies[0].metadata',
  ]),
  item(
    'neither',
    { 'spec.alertPolicies[1]': {} },
    'error missing-field spec.alertPolicies[1]',
  ),
  item(
    'inline without a kind',
    { 'spec.alertPolicies[0].kind': undefined },
    'error missing-field spec.alertPolicies[0].kind',
  ),
  item(
    'inline of another kind',
    { 'spec.alertPolicies[0].kind': 'SLO' },
    'error unknown-kind spec.alertPolicies[0].kind',
  ),
  item(
    'a name that is none',
    { 'spec.alertPolicies[1].alertPolicyRef': 'A b' },
    'error invalid-name spec.alertPolicies[1].alertPolicyRef',
  ),
  alertPolicy(
    'a condition by name',
    { 'spec.conditions': [{ conditionRef: 'x' }] },
    '',
  ),
  alertPolicy(
    'no conditions',
    { 'spec.conditions': [] },
    'error openslo-one-condition spec.conditions',
  ),
  alertPolicy(
    'two conditions',
    { 'spec.conditions': [{ conditionRef: 'x' }, { conditionRef: 'y' }] },
    'error openslo-one-condition spec.conditions[1]',
  ),
  alertPolicy(
    'no targets',
    { 'spec.notificationTargets': [] },
    'error missing-field spec.notificationTargets',
  ),
  alertPolicy(
    'a target inline',
    {
      'spec.notificationTargets': [
        {
          kind: 'AlertNotificationTarget',
          metadata: { name: 'x' },
          spec: { target: 'y' },
        },
      ],
    },
    '',
  ),
  alertPolicy(
    'breaching as a text',
    { 'spec.alertWhenBreaching': 'yes' },
    'error wrong-type spec.alertWhenBreaching',
  ),
  alertCondition(
    'no severity',
    { 'spec.severity': undefined },
    'error missing-field spec.severity',
  ),
  alertCondition(
    'no kind',
    { 'spec.condition.kind': undefined },
    'error missing-field spec.condition.kind',
    'warning missing-field spec.condition.kind',
  ),
  alertCondition(
    'another kind',
    { 'spec.condition.kind': 'burnRate' },
    'error unknown-condition-kind spec.condition.kind',
  ),
  alertCondition('the threshold 0', { 'spec.condition.threshold': 0 }, ''),
  alertCondition(
    'no threshold',
    { 'spec.condition.threshold': undefined },
    'error missing-field spec.condition.threshold',
  ),
  alertCondition(
    'no op',
    { 'spec.condition.op': undefined },
    'error missing-field spec.condition.op',
  ),
  alertCondition(
    'lte, as in the examples',
    { 'spec.condition.op': 'lte' },
    'warning openslo-fires-when-healthy spec.condition.op',
  ),
  alertCondition(
    'no window',
    { 'spec.condition.lookbackWindow': undefined },
    'error missing-field spec.condition.lookbackWindow',
  ),
  alertCondition('no wait', { 'spec.condition.alertAfter': undefined }, ''),
  alertCondition(
    'a wait of nothing',
    { 'spec.condition.alertAfter': '0m' },
    '',
  ),
  target(
    'no target',
    { 'spec.target': undefined },
    'error missing-field spec.target',
  ),
  target('a target', {}, ''),
];
