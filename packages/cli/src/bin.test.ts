import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  createFolder,
  readFolder,
  removeFolders,
  writeFiles,
} from './__testUtils__/folder';
import { component } from './__testUtils__/texts';

const PACK = resolve(__dirname, '../../../scripts/packCli.mjs');
const PACKED = execFileSync(process.execPath, [PACK], { encoding: 'utf8' });
const BIN = join(PACKED, 'bin', 'nthlayer');

afterEach(removeFolders);
afterAll(() => rmSync(PACKED, { recursive: true }));

const SOURCES = resolve(__dirname, '../bin/nthlayer');
const { NODE_OPTIONS, NO_COLOR, ...env } = process.env;

interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as a person's shell would, with colours wanted. */
function nthlayer(
  cwd: string,
  args: readonly string[],
  bin: string = BIN,
): Promise<Outcome> {
  return new Promise(done => {
    const child = execFile(
      process.execPath,
      [bin, ...args],
      { cwd, env: { ...env, FORCE_COLOR: '1' } },
      (_, stdout, stderr) =>
        done({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

const generate = ['generate', '.', '--out', 'out'];

describe('the program', () => {
  it('helps, with examples, and says its version', async () => {
    const folder = createFolder();
    const help = await nthlayer(folder, ['generate', '--help']);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    expect(help.stdout).toMatch(/\nExamples\n {2}nthlayer generate /);
    const version = await nthlayer(folder, ['--version']);
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await nthlayer(folder, ['--version'], SOURCES)).toEqual(version);
  });

  it('ends with 2 for wrong usage, and says why on standard error', async () => {
    const outcome = await nthlayer(createFolder(), ['validate', '.']);
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    expect(outcome.stderr).toMatch(
      /^nthlayer: There is nothing to validate.*\n$/,
    );
  });

  it('ends with 1 for findings, with file and line, and no colours', async () => {
    const folder = createFolder({
      'catalog-info.yaml': component('shop', {
        annotations: { 'nthlayer.dev/spec': '../../secret' },
      }),
      'broken.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: [',
    });
    const { exitCode, stdout, stderr } = await nthlayer(folder, [
      'validate',
      '.',
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toMatch(/^broken\.yaml:2:\d+ error invalid-yaml/m);
    expect(stdout).toMatch(/^catalog-info\.yaml:6:\d+ error spec-file-path/m);
    expect(stdout).not.toContain('\u001b');
  });

  it('generates, leaves the unchanged and the foreign alone, and stays in its folder', async () => {
    const folder = createFolder({
      'shop.yaml': component('shop'),
      'till.yaml': component('till'),
      'out/till/rules.yaml': 'mine',
    });
    const outside = createFolder({ 'rules.yaml': 'theirs' });
    const first = await nthlayer(folder, generate);
    expect(first.exitCode).toBe(1);
    expect(first.stdout).toMatch(/: 4 files written, 0 unchanged\n$/);
    expect(first.stderr).toContain('output-not-generated');
    const before = readFolder(folder);
    const second = await nthlayer(folder, generate);
    expect(second.stdout).toMatch(/: 0 files written, 4 unchanged\n$/);
    expect(readFolder(folder)).toEqual(before);

    writeFiles(folder, { 'linked.yaml': component('linked') });
    symlinkSync(outside, join(folder, 'out/linked'));
    const third = await nthlayer(folder, generate);
    expect(third.stderr).toMatch(
      /output-obstructed.*linked is a symbolic link/,
    );
    expect(readFolder(outside)['rules.yaml'].text).toBe('theirs');
    expect(Object.keys(readFolder(outside))).toEqual(['rules.yaml']);
  });

  it('does not mind a reader that has seen enough', async () => {
    const names = Array.from({ length: 40 }, (_, i) => component(`s-${i}`));
    const folder = createFolder({ 'all.yaml': names.join('---\n') });
    const args = [BIN, 'explain', 'all.yaml'];
    const child = spawn(process.execPath, args, { cwd: folder, env });
    const errors: string[] = [];
    child.stderr.on('data', chunk => errors.push(String(chunk)));
    child.stdout.once('data', () => child.stdout.destroy());
    await once(child, 'exit');
    expect(errors.join('')).toBe('');
  });

  it('ends with what it found although nobody reads on', async () => {
    const annotations = { 'nthlayer.dev/tier': 'x' };
    const names = Array.from({ length: 40 }, (_, i) =>
      component(`s-${i}`, { annotations }),
    );
    const folder = createFolder({ 'all.yaml': names.join('---\n') });
    const child = spawn(process.execPath, [BIN, 'validate', 'all.yaml'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.destroy();
    const [exitCode] = await once(child, 'exit');
    expect(exitCode).toBe(1);
  });

  it('does not try forever to make a folder that cannot be made', async () => {
    const folder = createFolder({ 'a.yaml': component('shop') });
    const args = ['generate', '.', '--out', '/proc/nthlayer/out'];
    const { exitCode, stderr } = await nthlayer(folder, args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^nthlayer: \/proc\/nthlayer\/out cannot be made/);
  });

  it('needs no more memory for more services', async () => {
    const count = 120;
    const names = Array.from({ length: count }, (_, i) => component(`s-${i}`));
    const folder = createFolder({ 'all.yaml': names.join('---\n') });
    const hook = resolve(__dirname, '../bench/sampleHeap.cjs');
    const options = ['--expose-gc', '--require', hook];
    const child = spawn(process.execPath, [...options, BIN, ...generate], {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    const [samples, [exitCode]] = await Promise.all([
      text(child.stdio[3] as Readable),
      once(child, 'exit'),
    ]);
    expect(exitCode).toBe(0);
    const bytes = samples.trim().split('\n').map(Number);
    const quarter = Math.floor(bytes.length / 4);
    expect(quarter).toBeGreaterThan(0);
    const early = Math.min(...bytes.slice(quarter, 2 * quarter));
    const late = Math.min(...bytes.slice(-quarter));
    // what is generated for half of them is some 6 MB
    expect(late - early).toBeLessThan(2_500_000);
  }, 60_000);
});
