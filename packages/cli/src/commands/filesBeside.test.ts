import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../__testUtils__/FakeTerminal';
import {
  createFolder,
  readFolder,
  removeFolders,
} from '../__testUtils__/folder';

afterEach(removeFolders);

const FORMATS = join(__dirname, '../../../../tests/formats/files');

/** The same service in the files of three formats, a folder each. */
function folderOf(...names: readonly string[]): string {
  const folder = createFolder();
  for (const name of [...names, 'environments', 'slos', 'templates']) {
    cpSync(join(FORMATS, name), join(folder, name), { recursive: true });
  }
  return folder;
}

async function validate(folder: string, ...options: string[]) {
  const args = ['validate', '.', '--format', 'json', ...options];
  const { exitCode, stdout } = await run(folder, args);
  const { services, diagnostics } = JSON.parse(stdout) as {
    services: { file: string; state: string }[];
    diagnostics: {
      code: string;
      severity: string;
      position: { file: string };
    }[];
  };
  return {
    exitCode,
    services: services
      .filter(({ state }) => state === 'ready')
      .map(({ file }) => file),
    found: diagnostics
      .filter(({ severity }) => severity !== 'info')
      .map(({ code, position }) => `${code} ${position.file}`),
  };
}

describe('files of a spec', () => {
  it('are parts of it, and no services of their own', async () => {
    const folder = folderOf('opensrm-v2.yaml');
    expect(await validate(folder)).toEqual({
      exitCode: 0,
      services: ['opensrm-v2.yaml'],
      found: [
        'environment-file-not-read environments/live.yaml',
        'environment-file-not-read environments/service-live.yaml',
        'environment-file-not-read environments/staging.yaml',
      ],
    });
  });

  it('of environments are read with the service that they are called after', async () => {
    const { services, found } = await validate(folderOf('service.yaml'));
    expect(services).toContain('service.yaml');
    expect(found).not.toContain(
      'environment-file-not-read environments/staging.yaml',
    );
    // those of an environment that nobody named
    expect(found).toContain(
      'environment-file-not-read environments/service-live.yaml',
    );
  });

  it('are converted with it: read again, it gives the same files', async () => {
    const folder = folderOf('service.yaml');
    const names = ['production', 'staging', 'live'];
    const environments = names.flatMap(name => ['--environment', name]);
    const convert = ['convert', 'service.yaml', '--to', 'servicespec'];
    const { exitCode } = await run(folder, [
      ...convert,
      ...environments,
      '--out',
      'converted.yaml',
    ]);
    expect(exitCode).toBe(0);
    for (const name of ['service', 'converted']) {
      const generate = ['generate', `${name}.yaml`, '--out', name];
      const done = await run(folder, [...generate, ...environments]);
      expect(done.exitCode).toBe(0);
    }
    const files = readFolder(folder);
    for (const environment of names) {
      for (const name of ['rules.yaml', 'openslo.yaml', 'dashboard.json']) {
        const path = `checkout/${environment}/${name}`;
        const { text } = files[`service/${path}`];
        expect(files[`converted/${path}`].text).toBe(text);
      }
    }
  });
});
