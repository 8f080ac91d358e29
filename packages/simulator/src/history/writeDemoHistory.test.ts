import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoServices } from '../demo/demoServices';
import { HOUR_MS, MINUTE_MS } from '../profile/durations';
import { simulate } from '../simulate';
import { writeDemoHistory } from './writeDemoHistory';

const STARTED = Date.UTC(2026, 10, 21, 9);
const FROM = STARTED - 30 * MINUTE_MS;
const iso = (timeMs: number) => new Date(timeMs).toISOString();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nthlayer-history-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('writeDemoHistory', () => {
  it('writes what a scraper with the interval would have stored', async () => {
    const out = join(folder, 'history.om');
    await writeDemoHistory([
      ...['--out', out, '--seed', '3', '--interval', '60'],
      ...['--started-at', iso(STARTED), '--instance', 'h:1'],
      ...['--from', iso(FROM), '--to', iso(STARTED)],
    ]);
    const lines = readFileSync(out, 'utf8').split('\n');
    const types = lines.filter(line => line.startsWith('# TYPE'));
    expect(new Set(types).size).toBe(types.length);
    expect(lines.slice(-2)).toEqual(['# EOF', '']);
    for (const service of demoServices({ startedAtMs: STARTED })) {
      const slow = { ...service, scrapeIntervalMs: MINUTE_MS };
      const target = { instance: 'h:1', job: service.name };
      const alone = simulate(slow, 3).openMetrics(
        { fromMs: FROM, toMs: STARTED },
        { targetLabels: { ...target, service: service.name } },
      );
      const expected = [...alone].join('').split('\n');
      const label = `service="${service.name}"`;
      expect(lines.filter(line => line.includes(label))).toEqual(
        expected.filter(line => line.includes(label)),
      );
    }
  });

  it.each([
    ['no file', ['--from', iso(FROM), '--to', iso(STARTED)]],
    [
      'no time',
      [
        ...['--out', 'x', '--started-at', iso(STARTED)],
        ...['--from', 'yesterday', '--to', iso(STARTED)],
      ],
    ],
    ['an unknown option', ['--colour', 'red']],
  ])('refuses %s', async (_, args) => {
    await expect(writeDemoHistory(args)).rejects.toThrow();
  });

  it('says that a file cannot be written', async () => {
    await expect(
      writeDemoHistory([
        ...['--out', join(folder, 'none', 'x'), '--started-at', iso(STARTED)],
        ...['--from', iso(STARTED - HOUR_MS), '--to', iso(STARTED)],
      ]),
    ).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
