import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { demoDependencies } from '../demo/demoDependencies';
import { demoServices } from '../demo/demoServices';

const file = resolve(__dirname, '../../prometheus.yml');

/** The jobs of the file, by the lines that matter. */
function jobsOf(text: string) {
  return text
    .split('  - job_name: ')
    .slice(1)
    .map(job => ({
      job: job.split('\n', 1)[0],
      path: /metrics_path: (\S+)/.exec(job)?.[1],
      service: /service: (\S+)/.exec(job)?.[1],
    }));
}

describe('prometheus.yml', () => {
  it('scrapes every page of the demo, and says which service it is', () => {
    expect(jobsOf(readFileSync(file, 'utf8'))).toEqual([
      ...demoServices({ startedAtMs: 0 }).map(({ name }) => ({
        job: name,
        path: `/metrics/${name}`,
        service: name,
      })),
      ...demoDependencies.map(({ name, targetLabels }) => ({
        job: targetLabels.job,
        path: `/metrics/${name}`,
        service: undefined,
      })),
    ]);
  });

  const installed = spawnSync('promtool', ['--version']).status === 0;
  const need =
    installed || process.env.CI === 'true' ? describe : describe.skip;
  need('promtool', () => {
    it('understands it', () => {
      const { status, stderr } = spawnSync(
        'promtool',
        ['check', 'config', file],
        { encoding: 'utf8' },
      );
      expect(stderr).toBe('');
      expect(status).toBe(0);
    });
  });
});
