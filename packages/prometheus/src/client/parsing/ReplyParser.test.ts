import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ReplyParser } from './ReplyParser';

const ROWS = 3_000;

/** A reply of some hundred KB. */
function largeReply(): string {
  const result = Array.from({ length: ROWS }, (_, i) => ({
    metric: { service: `service-${i}`, nthlayer_role: 'total', pod: 'same' },
    values: [
      [60, String(i)],
      [120, 'NaN'],
      [180.5, '+Inf'],
    ],
  }));
  return JSON.stringify({
    status: 'success',
    data: { resultType: 'matrix', result },
  });
}

const expected = Array.from({ length: ROWS }, (_, i) => ({
  labels: { service: `service-${i}`, nthlayer_role: 'total', pod: 'same' },
  timesMs: [60_000, 120_000, 180_500],
  values: [i, NaN, Infinity],
}));

/** Runs where TypeScript is loaded as the Backstage CLI does it for a backend in development. */
function runInBackend(body: string, flags: readonly string[] = []): unknown {
  const script = `
    const { ReplyParser } = require('./ReplyParser');
    const parser = ReplyParser.create();
    const bytes = text => new TextEncoder().encode(text);
    const said = promise => promise.then(() => 'rows', error => error.problem?.code ?? String(error));
    const text = ${largeReply.toString().replace('ROWS', String(ROWS))}();
    (async () => { ${body} })();`;
  const loader = join(__dirname, '../../../../../scripts/sources.cjs');
  const output = execFileSync(
    process.execPath,
    [...flags, '--require', loader, '-e', script],
    { cwd: __dirname, encoding: 'utf8', timeout: 30_000 },
  );
  return JSON.parse(output);
}

describe('ReplyParser', () => {
  it('reads what is large on a thread of its own, which takes the body over, and lets the process end', () => {
    const answer = runInBackend(`
      const body = bytes(text);
      const rows = await parser.rows(body, 'matrix');
      const small = bytes('{"status":"success","data":{"resultType":"matrix","result":[]}}');
      const none = await parser.rows(small, 'matrix');
      const last = rows.at(-1);
      process.stdout.write(JSON.stringify({
        taken: body.byteLength,
        kept: small.byteLength,
        none,
        rows: rows.length,
        labels: last.labels,
        timesMs: last.timesMs,
        values: last.values.map(String),
      }));`);
    expect(answer).toEqual({
      taken: 0,
      kept: 63,
      none: [],
      rows: ROWS,
      labels: expected[ROWS - 1].labels,
      timesMs: expected[ROWS - 1].timesMs,
      values: expected[ROWS - 1].values.map(String),
    });
  }, 60_000);

  it('reads it there also where the process has flags of its own', () => {
    const taken = runInBackend(
      `
      const body = bytes(text);
      const rows = await parser.rows(body, 'matrix');
      process.stdout.write(JSON.stringify([rows.length, body.byteLength]));`,
      ['--max-old-space-size=1024', '--no-node-snapshot'],
    );
    expect(taken).toEqual([ROWS, 0]);
  }, 60_000);

  it('tells what is wrong there as it does here, and reads on', () => {
    const answer = runInBackend(`
      const replies = [
        text.slice(0, -10),
        text.replace('service-1"', 'service-0"'),
        text.replace('"success"', '"error"'),
        text.replace('"matrix"', '"vector"'),
        text.replace('{"status"', '{"isPartial":true,"status"'),
        '['.repeat(1000000),
        text,
      ];
      const all = replies.map(each => said(parser.rows(bytes(each), 'matrix')));
      process.stdout.write(JSON.stringify(await Promise.all(all)));`);
    expect(answer).toEqual([
      'bad-reply',
      'bad-reply',
      'query-failed',
      'bad-reply',
      'query-failed',
      'bad-reply',
      'rows',
    ]);
  }, 60_000);

  it('takes another thread when one has ended', () => {
    const answer = runInBackend(`
      const threads = require('node:worker_threads');
      const started = [];
      threads.Worker = class extends threads.Worker {
        constructor(...args) {
          super(...args);
          started.push(this);
        }
      };
      const answers = [await said(parser.rows(bytes(text), 'matrix'))];
      const cut = said(parser.rows(bytes(text), 'matrix'));
      await started[0].terminate();
      answers.push(await cut, await said(parser.rows(bytes(text), 'matrix')));
      process.stdout.write(JSON.stringify([...answers, started.length]));`);
    expect(answer).toEqual(['rows', 'bad-reply', 'rows', 2]);
  }, 60_000);

  it('reads in this thread where another cannot load its script', async () => {
    const body = new TextEncoder().encode(largeReply());
    const rows = await ReplyParser.create().rows(body, 'matrix');
    expect(rows).toEqual(expected);
    expect(body.byteLength).toBeGreaterThan(256 * 1024);
  });
});
