import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorText } from './compare/markdownTable';
import { readOptions } from './compare/options';
import { episodes, firingMinutes } from './falsePages/pageMinutes';
import { burnLevels, readBurnAlert } from './rules/burnAlert';
import { generateRules } from './rules/generateRules';
import { alertRules, durationMs, inSteps, TimedRule } from './rules/ruleFile';
import { traces } from './traces/traces';

const groups = generateRules(
  { name: 'shop', target: 99.9 },
  { scrapeIntervalMs: 60_000 },
);

function ruleOf(record: string, expr: string): TimedRule {
  return { record, expr, intervalMs: 60_000 };
}

describe('the comparison', () => {
  it('reads its options', () => {
    expect(readOptions(['--parts', 'timing', '--days', '7'])).toEqual({
      parts: ['timing'],
      days: 7,
      seeds: 24,
      write: false,
    });
    expect(() => readOptions(['--days', '3'])).toThrow('--days');
    expect(() => readOptions(['--parts', 'x'])).toThrow('no part x');
    expect(() => readOptions(['--write', '--days', '7'])).toThrow('30 days');
  });

  it('keeps every result on its page', () => {
    const page = readFileSync(
      resolve(__dirname, '../../docs/comparison.md'),
      'utf8',
    );
    const sections = [...page.matchAll(/<!-- begin ([\w-]+) -->/g)];
    expect(sections.map(([, id]) => id)).toEqual([
      'budgets',
      'events',
      'reads',
      'ledger',
      'samples',
      'timing',
      'false-pages',
      'generation',
      'reading',
      'ledger-cost',
      'ledger-heap',
      'portfolio-cost',
      'rollup-cost',
      'set-up',
    ]);
    traces.forEach(({ title }) => expect(page).toContain(title));
  });

  it('records rules after those that they read', () => {
    const steps = inSteps([
      ruleOf('c', 'sum(b:x) + a'),
      ruleOf('b:x', 'a > 0'),
      ruleOf('a', 'up'),
    ]);
    expect(steps.map(step => step.map(({ record }) => record))).toEqual([
      ['a'],
      ['b:x'],
      ['c'],
    ]);
    expect(() => inSteps([ruleOf('a', 'a')])).toThrow('each other');
  });

  it('understands the generated burn alerts', () => {
    const alerts = alertRules(groups).flatMap(burnLevels);
    const hours = (count: number) => count * 3_600_000;
    expect(alerts.map(({ expr }) => readBurnAlert(expr))).toEqual(
      [
        { longMs: hours(1), threshold: 0.0144, minBadEvents: 3 },
        { longMs: hours(6), threshold: 0.006, minBadEvents: 3 },
        { longMs: hours(24), threshold: 0.003, minBadEvents: 0 },
        { longMs: hours(72), threshold: 0.001, minBadEvents: 0 },
      ].map(alert => ({ ...alert, shortMs: alert.longMs / 12 })),
    );
    expect(durationMs('5h59m30s')).toBe(hours(6) - 30_000);
  });

  it('counts the stretches in which an alert fires', () => {
    const alert = {
      longMs: 180_000,
      shortMs: 60_000,
      threshold: 0.2,
      minBadEvents: 2,
    };
    const tiles = {
      bad: Float64Array.from([1, 0, 1, 1, 0, 0, 0, 5]),
      total: Float64Array.from([1, 1, 1, 1, 1, 0, 0, 5]),
    };
    const firing = firingMinutes(tiles, alert);
    expect([...firing]).toEqual([2, 3, 7]);
    expect(episodes(firing)).toBe(2);
  });

  it('names what is no number', () => {
    expect([NaN, Infinity].map(errorText)).toEqual(['**NaN**', '**NaN**']);
    expect([0.0004, -0.56, 0].map(errorText)).toEqual([
      '+0.04 %',
      '-56 %',
      '0.00 %',
    ]);
  });
});
