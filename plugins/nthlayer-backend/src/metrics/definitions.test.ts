import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AUDIT_EVENTS } from '../routes/audited';
import { TASKS } from '../tasks/scheduleTasks';
import { METRICS } from './definitions';

const page = readFileSync(
  resolve(__dirname, '../../../../docs/operations.md'),
  'utf8',
);

describe('the page about operating', () => {
  it('has every metric with its unit, and no other', () => {
    const rows = [...page.matchAll(/^\| `(nthlayer\.[\w.]+)`\s*\| (\S+)/gm)];
    const documented = rows.map(([, name, unit]) => [name, unit]);
    const defined = Object.values(METRICS).map(({ name, unit }) => [
      name,
      `\`${unit}\``,
    ]);
    expect(documented.sort()).toEqual(defined.sort());
  });

  it('has every audit event, and no other', () => {
    const [, section] = page.split('## Audit log');
    const rows = [...section.matchAll(/^\| `([a-z-]+)` /gm)];
    expect(rows.map(([, id]) => id).sort()).toEqual([...AUDIT_EVENTS].sort());
  });

  it('has every job', () => {
    const missing = Object.values(TASKS).filter(
      id => !page.includes(`\`${id}\``),
    );
    expect(missing).toEqual([]);
  });
});
