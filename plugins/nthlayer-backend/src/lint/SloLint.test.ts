import { Diagnostic, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SliInspection, SliRequest } from '@nthlayer/engine';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec, serviceOf } from '../__testUtils__/examples';
import { HOUR_MS, MINUTE_MS } from '../durations';
import { DatabaseLintStore } from './DatabaseLintStore';
import { SloLint } from './SloLint';

jest.setTimeout(60_000);

const forever = new AbortController().signal;

/** The metric is not there, and nothing else is known. */
const missing = ({ key }: SliRequest): SliInspection => ({
  key,
  total: { series: 0, absence: { reason: 'metric', metrics: [] } },
  events: { series: 0 },
});

const well = ({ key }: SliRequest): SliInspection => ({
  key,
  total: { series: 1 },
  events: { series: 1 },
  scrapeIntervalMs: 15_000,
});

async function setUp(id: Parameters<typeof createDatabase>[0]) {
  const ledger = createLedger(await createDatabase(id));
  const inspected: string[][] = [];
  const times: number[] = [];
  let answer: (request: SliRequest) => SliInspection = missing;
  Object.assign(ledger.source(), {
    inspect: async (
      requests: readonly SliRequest[],
      { atMs }: { atMs: number },
    ) => {
      times.push(atMs);
      inspected.push(requests.map(({ sli }) => serviceOf(sli)));
      return requests.map(each => answer(each));
    },
  });
  const lint = SloLint.create({
    ...ledger,
    config: { serviceLabel: 'service' },
    lint: DatabaseLintStore.create(ledger),
  });
  return {
    ...ledger,
    lint,
    inspected,
    times,
    answerWith(next: typeof answer) {
      answer = next;
    },
    async findingsOn(name: string): Promise<readonly Diagnostic[]> {
      const [stored] = await ledger.services.getServices([
        `component:default/${name}`,
      ]);
      return stored.environments.flatMap(environment => environment.lint);
    },
  };
}

const named = (name: string, overrides: Partial<Slo>) =>
  exampleSpec(name, { slos: [exampleSlo(name, overrides)] });

describe.each(databases.eachSupportedId())('SloLint on %s', id => {
  it('keeps what is wrong, without notes', async () => {
    const { add, lint, findingsOn, answerWith, clock } = await setUp(id);
    await add(exampleSpec('a'));
    expect(await findingsOn('a')).toEqual([]);
    await lint.run(forever);
    expect(await findingsOn('a')).toMatchObject([
      { code: 'metric-missing', path: 'slos.availability.sli' },
    ]);
    clock.nowMs += HOUR_MS;
    answerWith(well);
    await lint.run(forever);
    expect(await findingsOn('a')).toEqual([]);
  });

  it('looks at new revisions at once and at the others every hour', async () => {
    const { add, lint, inspected, clock, findingsOn } = await setUp(id);
    await add(exampleSpec('a'));
    await add(exampleSpec('b'));
    await lint.run(forever);
    clock.nowMs += 10 * MINUTE_MS;
    await lint.run(forever);
    await add(named('b', { objective: 0.9 }));
    expect(await findingsOn('b')).toEqual([]);
    await lint.run(forever);
    clock.nowMs += 50 * MINUTE_MS;
    await lint.run(forever);
    expect(inspected).toEqual([['a', 'b'], ['b'], ['a']]);
    expect(await findingsOn('b')).toHaveLength(1);
  });

  it('asks about many services page by page, each once', async () => {
    const { add, lint, inspected } = await setUp(id);
    const names = Array.from(
      { length: 205 },
      (_, i) => `s${String(i).padStart(3, '0')}`,
    );
    for (const name of names) {
      await add(exampleSpec(name));
    }
    await lint.run(forever);
    expect(inspected.map(page => page.length)).toEqual([200, 5]);
    expect(inspected.flat()).toEqual(names);
  });
});

describe('SloLint', () => {
  it('keeps its findings while the source does not answer', async () => {
    const { add, lint, findingsOn, answerWith, clock } = await setUp(
      'SQLITE_3',
    );
    await add(exampleSpec('a'));
    await lint.run(forever);
    clock.nowMs += HOUR_MS;
    const problem = { code: 'timeout', message: 'Slow' } as const;
    answerWith(({ key }) => ({ key, total: {}, events: {}, problem }));
    await lint.run(forever);
    answerWith(() => {
      throw new Error('broken');
    });
    await lint.run(forever);
    expect(await findingsOn('a')).toMatchObject([{ code: 'metric-missing' }]);
  });

  it('looks at what has arrived at the source', async () => {
    const { add, lint, times, clock, source } = await setUp('SQLITE_3');
    source().delayMs = 10 * MINUTE_MS;
    await add(exampleSpec('a'));
    await lint.run(forever);
    expect(times).toEqual([clock.nowMs - 10 * MINUTE_MS]);
  });

  it('has nothing to say of sources that cannot be inspected', async () => {
    const { add, lint, findingsOn, source } = await setUp('SQLITE_3');
    Object.assign(source(), { inspect: undefined });
    await add(exampleSpec('a'));
    await lint.run(forever);
    expect(await findingsOn('a')).toEqual([]);
  });
});
