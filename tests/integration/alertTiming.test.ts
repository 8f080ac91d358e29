import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import {
  burnLevels,
  burnRatios,
  endsAfterMs,
  firesAfterMs,
  readBurnAlert,
} from '../bench/rules/burnAlert';
import { generateRules } from '../bench/rules/generateRules';
import {
  AlertRule,
  alertRules,
  durationMs,
  isRecord,
} from '../bench/rules/ruleFile';
import { describeWith } from '../harness/tools';

const run = promisify(execFile);
const MINUTE_MS = 60_000;
/** Events a minute: enough that every error ratio is a whole number of them. */
const TRAFFIC = 1_000_000;
const SERVICE = 'shop';

const groups = generateRules(
  { name: SERVICE, target: 99.9 },
  { scrapeIntervalMs: 15_000 },
);

function alertOf(burn: string) {
  const levelOf = (rule: AlertRule) =>
    burnLevels(rule).find(({ labels }) => labels?.burn === burn);
  const group = groups.find(each => alertRules([each]).some(levelOf))!;
  const rule = alertRules([group]).find(levelOf)!;
  return {
    ...readBurnAlert(levelOf(rule)!.expr),
    group: { ...group, rules: [rule] },
    /** Minutes between two evaluations. */
    every: durationMs(group.interval) / MINUTE_MS,
  };
}

/** Minutes of a burn: healthy, then burning, then healthy again. */
interface Burn {
  readonly healthy: number;
  readonly burning: number;
  readonly after: number;
  readonly errorRatio: number;
}

/** Minute by minute; undefined where nothing is recorded. */
type Values = readonly (number | undefined)[];

/** Every fifth minute the sum of the five before it, as the rules roll tiles up. */
function rolledUp(tiles: readonly number[]): Values {
  return tiles.map((_, minute) =>
    minute >= 5 && minute % 5 === 0
      ? tiles.slice(minute - 5, minute).reduce((sum, tile) => sum + tile)
      : undefined,
  );
}

function recordedSeries(record: string, values: Values) {
  const rule = groups
    .flatMap(({ rules }) => rules)
    .find(each => isRecord(each) && each.record === record);
  const labels = Object.entries(rule?.labels ?? {})
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',');
  return {
    series: `${record}{${labels}}`,
    values: values.map(value => value ?? '_').join(' '),
  };
}

/** What a rule may read of a burn: tiles, or what they are rolled up to. */
function burnSeries(
  { healthy, burning, after, errorRatio }: Burn,
  { expr }: AlertRule,
) {
  const bad = [
    ...Array.from({ length: healthy }, () => 0),
    ...Array.from({ length: burning }, () => Math.round(TRAFFIC * errorRatio)),
    ...Array.from({ length: after }, () => 0),
  ];
  const total = bad.map(() => TRAFFIC);
  return [
    recordedSeries('nthlayer:sli_bad:delta1m', bad),
    recordedSeries('nthlayer:sli_total:delta1m', total),
    recordedSeries('nthlayer:sli_bad:delta5m', rolledUp(bad)),
    recordedSeries('nthlayer:sli_total:delta5m', rolledUp(total)),
  ].filter(({ series }) => expr.includes(series.split('{')[0]));
}

function firingAt(minute: number, burn: string, isFiring: boolean) {
  return {
    expr: `count(ALERTS{burn="${burn}",alertstate="firing"})`,
    eval_time: `${minute}m`,
    exp_samples: isFiring ? [{ labels: '{}', value: 1 }] : [],
  };
}

/**
 * Evaluations after the first one past the closed form at which an alert must have changed. Those that are evaluated
 * with the tiles change there and then; the others look at roll-ups, which leave out the newest minute.
 */
const slackOf = (every: number) => (every > 1 ? 1 : 0);

/**
 * The burn as tests: silent before the closed form, firing an evaluation after it; and so its end. One for each moment,
 * evaluated then and not before: a rule that neither waits nor lingers does not remember.
 */
function timingTests(burn: string, errorRatio: number) {
  const { every, group, ...alert } = alertOf(burn);
  const start = alert.longMs / MINUTE_MS + every;
  const fires = start + firesAfterMs(alert, errorRatio) / MINUTE_MS;
  const seen = fires + alert.shortMs / MINUTE_MS;
  const end = Math.ceil(seen / every) * every + every;
  const ends = end + endsAfterMs(alert, errorRatio) / MINUTE_MS;
  const before = (minute: number) => (Math.ceil(minute / every) - 1) * every;
  const after = (minute: number) =>
    (Math.floor(minute / every) + 1 + slackOf(every)) * every;
  const series = burnSeries(
    {
      // the tile of minute n holds the events of the minute before it
      healthy: start + 1,
      burning: end - start,
      after: after(ends) - end,
      errorRatio,
    },
    group.rules[0],
  );
  return [
    firingAt(before(fires), burn, false),
    firingAt(after(fires), burn, true),
    firingAt(before(ends), burn, true),
    firingAt(after(ends), burn, false),
  ].map(expected => ({
    evaluation_interval: expected.eval_time,
    tests: [
      {
        name: `${burn} at ${errorRatio}`,
        interval: '1m',
        input_series: series,
        promql_expr_test: [expected],
      },
    ],
  }));
}

const LEVELS = ['page-fast', 'page-slow', 'ticket-fast', 'ticket-slow'];

describeWith('promtool')('the time of burn alerts', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nthlayer-timing-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(LEVELS)(
    '%s fires and ends within one evaluation of the closed form',
    async burn => {
      const { group, ...alert } = alertOf(burn);
      expect(group.rules[0]).not.toHaveProperty('for');
      expect(group.rules[0]).not.toHaveProperty('keep_firing_for');
      await writeFile(
        join(folder, `${burn}.yaml`),
        stringify({ groups: [group] }),
      );
      const files = burnRatios(alert)
        .flatMap(ratio => timingTests(burn, ratio))
        .map((tests, i) => ({
          path: join(folder, `${burn}-${i}.test.yaml`),
          content: { rule_files: [`${burn}.yaml`], ...tests },
        }));
      for (const { path, content } of files) {
        await writeFile(path, stringify(content));
      }
      const paths = files.map(({ path }) => path);
      const { stdout } = await run('promtool', ['test', 'rules', ...paths], {
        // a third of the work is collecting garbage otherwise; others run beside it
        env: { ...process.env, GOGC: '400', GOMAXPROCS: '1' },
      });
      expect(stdout.match(/SUCCESS/g)).toHaveLength(files.length);
    },
    60_000,
  );
});
