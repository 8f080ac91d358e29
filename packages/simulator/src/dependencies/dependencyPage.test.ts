import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { demoDependencies } from '../demo/demoDependencies';
import { DAY_MS, MINUTE_MS } from '../profile/durations';
import { dependencyPage } from './dependencyPage';
import { metricsOfDependency } from './SimulatedDependency';

const AT = Date.UTC(2026, 10, 21, 10);

function valuesOf(page: string): Map<string, number> {
  const lines = page.split('\n').filter(line => line && !line.startsWith('#'));
  return new Map(
    lines.map(line => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

describe.each(demoDependencies.map(each => [each.name, each] as const))(
  'the page of %s',
  (_, dependency) => {
    it('has a number for every series, and each series once', () => {
      const page = dependencyPage(dependency, 1, AT);
      const values = valuesOf(page);
      const series = metricsOfDependency(dependency).flatMap(
        metric => metric.series,
      );
      expect(values.size).toBe(series.length);
      expect([...values.values()].every(value => value >= 0)).toBe(true);
    });

    it('grows where it counts, at about its rate', () => {
      const metrics = metricsOfDependency(dependency);
      const growing = metrics.filter(
        ({ type, grows }) => grows ?? type === 'counter',
      );
      fc.assert(
        fc.property(
          fc.nat(30 * DAY_MS),
          fc.integer({ min: 1, max: 20 * MINUTE_MS }),
          (before, step) => {
            const from = valuesOf(dependencyPage(dependency, 1, AT - before));
            const to = valuesOf(
              dependencyPage(dependency, 1, AT - before + step),
            );
            for (const { name, series } of growing) {
              const fastest = Math.max(...series.map(each => each[1]));
              const own = [...to].filter(([key]) => key.startsWith(`${name}{`));
              expect(own).toHaveLength(series.length);
              for (const [key, value] of own) {
                const grown = value - from.get(key)!;
                expect(grown).toBeGreaterThanOrEqual(0);
                expect(grown).toBeLessThanOrEqual(
                  (fastest * 2 * step) / 1000 + 1,
                );
              }
            }
          },
        ),
        { numRuns: 20 },
      );
    });

    it('depends on seed, name and time alone', () => {
      const page = dependencyPage(dependency, 1, AT);
      expect(dependencyPage(dependency, 1, AT)).toBe(page);
      expect(dependencyPage(dependency, 2, AT)).not.toBe(page);
      expect(dependencyPage({ ...dependency, name: 'other' }, 1, AT)).not.toBe(
        page,
      );
    });
  },
);

describe('the metrics that an exporter does not show', () => {
  const namesOf = (name: string) =>
    metricsOfDependency(demoDependencies.find(each => each.name === name)!).map(
      metric => metric.name,
    );

  it('are key counts at the queue of notifications, and at no other Redis', () => {
    expect(namesOf('notification-queue')).not.toContain('redis_db_keys');
    expect(namesOf('notification-queue')).toContain('redis_memory_used_bytes');
    expect(namesOf('checkout-cache')).toContain('redis_db_keys');
  });

  it('are those of the memory of the JVM at the search index', () => {
    const names = namesOf('search-index');
    expect(names.filter(name => name.includes('_jvm_memory_'))).toEqual([]);
    expect(names).toContain('elasticsearch_jvm_gc_collection_seconds_count');
    expect(names).toContain('elasticsearch_cluster_health_status');
  });
});

const installed = spawnSync('promtool', ['--version']).status === 0;
const need = installed || process.env.CI === 'true' ? describe : describe.skip;
need('promtool', () => {
  it.each(demoDependencies.map(each => [each.name, each] as const))(
    'can read the page of %s',
    (_, dependency) => {
      const page = dependencyPage(dependency, 1, AT);
      // it also lints, and what exporters are called is not ours to mend
      const { stderr } = spawnSync('promtool', ['check', 'metrics'], {
        input: page,
        encoding: 'utf8',
      });
      expect(stderr).not.toMatch(/error while linting/);
    },
  );
});
