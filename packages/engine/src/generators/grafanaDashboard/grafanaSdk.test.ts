import { DashboardModel, PanelModel } from './dashboardModel';
import { buildDashboard } from './grafanaSdk';

const panel: PanelModel = {
  kind: 'timeseries',
  title: 'Errors',
  description: 'What fails.',
  unit: 'percentunit',
  width: 12,
  height: 8,
  thresholds: [
    { from: null, color: 'green' },
    { from: 0.001, color: 'red' },
  ],
  queries: [{ expression: 'up', legend: 'all' }],
};
const model: DashboardModel = {
  uid: 'nthlayer-a',
  title: 'A',
  description: 'About A.',
  tags: ['nthlayer'],
  service: 'a',
  panels: [panel],
};

function build(...panels: readonly Partial<PanelModel>[]) {
  return buildDashboard({
    ...model,
    panels: panels.map(part => ({ ...panel, ...part })),
  });
}

function panelsOf(...panels: readonly Partial<PanelModel>[]) {
  return JSON.parse(JSON.stringify(build(...panels).panels));
}

it('gives panels distinct ids from 1', () => {
  const ids = panelsOf({}, {}, {}).map((each: { id: number }) => each.id);
  expect(ids).toEqual([1, 2, 3]);
});

it('gives queries distinct reference ids, and panel and query the variable as data source', () => {
  const queries = Array.from({ length: 28 }, () => panel.queries[0]);
  const [built] = panelsOf({ queries });
  const ref = { type: 'prometheus', uid: '${datasource}' };

  expect(built.datasource).toEqual(ref);
  expect(
    built.targets.map((target: { refId: string }) => target.refId),
  ).toEqual([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'AA', 'AB']);
  expect(built.targets[27]).toMatchObject({ datasource: ref, expr: 'up' });
});

it('has one data source variable with the name and label that linters ask for', () => {
  const variables = build({}).templating?.list ?? [];
  expect(variables).toMatchObject([
    {
      type: 'datasource',
      name: 'datasource',
      label: 'Data source',
      query: 'prometheus',
    },
    { type: 'constant', name: 'service', query: 'a' },
  ]);
});

it('shows the legend of a graph', () => {
  const [built] = panelsOf({});
  expect(built.options.legend.showLegend).toBe(true);
  expect(built.targets[0].legendFormat).toBe('all');
});

it('reduces a stat to its last value', () => {
  const [built] = panelsOf({ kind: 'stat' });
  expect(built.options.reduceOptions.calcs).toEqual(['lastNotNull']);
});

it('keeps panels inside the grid, also the one at its origin', () => {
  const positions = panelsOf(
    { width: 16, height: 4 },
    { width: 12, height: 8 },
    { width: 12, height: 6 },
    { width: 30, height: 5 },
  ).map((each: { gridPos: object }) => each.gridPos);

  expect(positions).toEqual([
    { x: 0, y: 0, w: 16, h: 4 },
    { x: 0, y: 4, w: 12, h: 8 },
    { x: 12, y: 4, w: 12, h: 6 },
    { x: 0, y: 12, w: 24, h: 5 },
  ]);
});

it('hides no control in a menu', () => {
  const hidden = JSON.stringify(build({})).match(/"placement":"in\w+"/);
  expect(hidden).toBeNull();
});

it('says unit, description, bounds and thresholds of a panel', () => {
  const [built] = panelsOf({ min: 0, max: 1, decimals: 3 });
  expect(built).toMatchObject({
    title: 'Errors',
    description: 'What fails.',
    fieldConfig: {
      defaults: {
        unit: 'percentunit',
        min: 0,
        max: 1,
        decimals: 3,
        noValue: 'No data',
        thresholds: {
          mode: 'absolute',
          steps: [
            { value: null, color: 'green' },
            { value: 0.001, color: 'red' },
          ],
        },
        custom: { thresholdsStyle: { mode: 'line' } },
      },
    },
  });
});

it('draws no threshold where there is none', () => {
  const [built] = panelsOf({ thresholds: [{ from: null, color: 'green' }] });
  expect(built.fieldConfig.defaults.custom.thresholdsStyle.mode).toBe('off');
});

it('says its time range, and cannot be edited in the browser', () => {
  expect(build({})).toMatchObject({
    time: { from: 'now-6h', to: 'now' },
    timezone: 'browser',
    editable: false,
    uid: 'nthlayer-a',
    tags: ['nthlayer'],
  });
});

it('holds nothing that changes from one build to the next', () => {
  const first = build({}, { kind: 'stat' });
  const bytes = JSON.stringify(first);
  first.panels?.pop();
  expect(JSON.stringify(build({}, { kind: 'stat' }))).toBe(bytes);
  expect(first).not.toHaveProperty('version');
  expect(first).not.toHaveProperty('id');
});

it.each(['', 'a b', 'x'.repeat(41)])('refuses the uid %j', uid => {
  expect(() => buildDashboard({ ...model, uid })).toThrow(/uid/);
});
