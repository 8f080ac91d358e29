import { describeWithTools } from '../../promql/__testUtils__/findTool';
import { startPrometheus } from '../../promql/__testUtils__/realPrometheus';
import { print } from '../../promql';
import { apiService } from './__testUtils__/apiService';
import { minutesOf, record, START_MINUTE } from './__testUtils__/rollUpModel';
import { rollUpRules } from './rollUps';
import { serviceScope } from './serviceScope';

const MINUTE_MS = 60_000;
const { spec, slos } = apiService();

/** Ranges closed on the left, as Prometheus 2 has them; the model is tried with open ones as well. */
const CASES = [0, 1, 17_123].map(phaseMs => ({
  phaseMs,
  edge: 'closed' as const,
}));
/** Evaluations that are left out: single ones, a restart of two minutes, one of eight. */
const GONE = [7, 35, 61, 62, 100, 119, 120, 121, 150, 180, 181];
const LONG = Array.from({ length: 8 }, (_, i) => 238 + i);
const MINUTES = Array.from({ length: 310 }, (_, minute) => minute).filter(
  minute => !GONE.includes(minute) && !LONG.includes(minute),
);

function samples(
  metric: string,
  slo: string,
  points: readonly (readonly [number, number])[],
) {
  const labels = `service="payment-api",slo="${slo}",environment="production"`;
  return points
    .map(([atMs, value]) => `${metric}{${labels}} ${value} ${atMs / 1000}\n`)
    .join('');
}

function family(metric: string, lines: readonly string[]): string {
  return `# TYPE ${metric} gauge\n${lines.join('')}`;
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

// The tiles of each case are recorded for an SLO of its own; each tile counts its own number, so that a sum tells them.
describeWithTools('prometheus', 'promtool')('roll-ups in Prometheus', () => {
  it('are those of the model, at any moment of a minute and with evaluations left out', async () => {
    const models = CASES.map(({ phaseMs, edge }) =>
      record(MINUTES, phaseMs, edge),
    );
    const of = (part: 'tiles' | 'fives') =>
      models.map((model, i) =>
        samples(
          part === 'tiles'
            ? 'nthlayer:sli_bad:delta1m'
            : 'nthlayer:sli_bad:delta5m',
          `case-${i}`,
          model[part].map(({ atMs, minutes }) => [atMs, sum(minutes)] as const),
        ),
      );
    const evaluated = models.map((model, i) =>
      samples(
        'nthlayer:slo_objective:ratio',
        `case-${i}`,
        model.tiles.map(({ atMs }) => [atMs, 0.999] as const),
      ),
    );
    const server = await startPrometheus(
      [
        family('nthlayer:sli_bad:delta1m', of('tiles')),
        family('nthlayer:sli_bad:delta5m', of('fives')),
        family('nthlayer:slo_objective:ratio', evaluated),
        '# EOF\n',
      ].join(''),
    );
    try {
      for (const [i, { phaseMs }] of CASES.entries()) {
        const named = { ...slos[0], name: `case-${i}` };
        const rules = rollUpRules(
          serviceScope(spec, [named], {
            environment: 'production',
            name: 'case',
          }),
        );
        for (const [rule, part] of [
          [rules[0], 'fives'],
          [rules[2], 'hours'],
        ] as const) {
          const startMs = START_MINUTE * MINUTE_MS + phaseMs;
          const [row] = await server.queryRange(print(rule.expression), {
            startMs,
            endMs: startMs + 309 * MINUTE_MS,
            stepMs: MINUTE_MS,
          });
          const recorded = row.timesMs
            .map((atMs, at) => [atMs, row.values[at]] as const)
            .filter(([atMs]) => MINUTES.includes((atMs - startMs) / MINUTE_MS));
          expect(recorded).toEqual(
            models[i][part].map(({ atMs, minutes }) => [atMs, sum(minutes)]),
          );
        }
      }
    } finally {
      await server.stop();
    }
    expect(minutesOf(models[0].hours).length).toBeGreaterThan(200);
  }, 60_000);
});
