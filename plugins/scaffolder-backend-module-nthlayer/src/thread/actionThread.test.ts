import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { catalogInfo } from '../__testUtils__/files';
import { actionTasks } from './actionTasks';
import { settingsOf } from '../actions/settingsOf';

const workspace = createMockDirectory({
  content: { 'catalog-info.yaml': catalogInfo },
});

describe('actionThread', () => {
  it('does what the actions ask for while the process goes on', async () => {
    const search = { workspacePath: workspace.path, input: 'path', path: '.' };
    const generate = { search, settings: settingsOf({}), folder: 'made' };
    const annotate = {
      file: { path: 'catalog-info.yaml', text: catalogInfo },
      selection: {},
      annotations: { 'nthlayer.dev/tier': 'low' },
    };
    const script = `
      const { actionThread } = require('./actionThread');
      const { Worker } = require('node:worker_threads');
      const { postMessage } = Worker.prototype;
      let asked = 0;
      Worker.prototype.postMessage = function count(...args) { asked++; return postMessage.apply(this, args); };
      let turns = 0;
      const counting = setInterval(() => turns++);
      (async () => {
        const { validate, generate, annotate } = ${JSON.stringify({
          validate: search,
          generate,
          annotate,
        })};
        const done = [
          await actionThread.run('validate', validate),
          await actionThread.run('generate', generate),
          await actionThread.run('annotate', annotate),
          await actionThread.run('validate', { ...validate, path: 'nowhere' }).catch(String),
          await actionThread.run('validate', validate, AbortSignal.abort('stopped')).catch(String),
        ];
        const stopping = new AbortController();
        Worker.prototype.postMessage = function stop(...args) { postMessage.apply(this, args); stopping.abort('in the midst'); };
        done.push(await actionThread.run('generate', generate, stopping.signal).catch(String));
        clearInterval(counting);
        process.stdout.write(JSON.stringify({ asked, turns, done }));
      })();`;
    const loader = join(__dirname, '../../../../scripts/sources.cjs');
    const { asked, turns, done } = JSON.parse(
      execFileSync(process.execPath, ['--require', loader, '-e', script], {
        cwd: __dirname,
        encoding: 'utf8',
        timeout: 60_000,
      }),
    );
    expect(done).toEqual([
      await actionTasks.validate(search),
      await actionTasks.generate(generate),
      actionTasks.annotate(annotate),
      expect.stringMatching(/^InputError: path "nowhere" is not in/),
      'stopped',
      'in the midst',
    ]);
    expect(done[1].generated.files.length).toBeGreaterThan(3);
    expect(turns).toBeGreaterThan(5);
    expect(asked).toBeGreaterThan(5);
  }, 90_000);
});
