import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, dayOf, historyDays, historyPieces } from './historyPlan.mjs';

const HOUR = 3_600_000;
const now = Date.UTC(2026, 10, 21, 9, 30);

test('pieces follow each other without gap or overlap, and the newest is fine', () => {
  for (const from of [now - 31 * DAY_MS, now - 7 * HOUR, now - 40 * HOUR]) {
    const pieces = historyPieces(from, now);
    assert.equal(pieces[0].fromMs, from + 1);
    assert.equal(pieces.at(-1).toMs, now);
    pieces.slice(1).forEach(({ fromMs }, i) => {
      assert.equal(fromMs, pieces[i].toMs + 1);
    });
    assert.deepEqual(
      pieces.map(({ intervalS }) => intervalS),
      [...pieces.slice(1).map(() => 60), 15],
    );
    assert.equal(pieces.at(-1).fromMs, now - 6 * HOUR + 1);
  }
});

test('a short time is one fine piece, and no time is none', () => {
  const [piece, ...others] = historyPieces(now - HOUR, now);
  assert.deepEqual(piece, { fromMs: now - HOUR + 1, toMs: now, intervalS: 15 });
  assert.deepEqual(others, []);
  assert.deepEqual(historyPieces(now, now), []);
  assert.deepEqual(historyPieces(now + HOUR, now), []);
});

test('a day is one of UTC', () => {
  assert.equal(dayOf(Date.UTC(2026, 10, 21, 23, 59)), '2026-11-21');
});

test('the days of history are 31 unless fewer are asked for', () => {
  const days = text => historyDays({ NTHLAYER_DEMO_HISTORY_DAYS: text });
  assert.equal(historyDays({}), 31);
  assert.equal(days('1'), 1);
  for (const wrong of ['0', '32', '1.5', 'x', '']) {
    assert.throws(() => days(wrong), /from 1 to 31/);
  }
});
