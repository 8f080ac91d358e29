import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './root.mjs';

const entity = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: shop
  annotations: { nthlayer.dev/tier: high }
spec: { type: service, lifecycle: production, owner: us }
`;

/** As `npm run nthlayer -- …` does it, called from another folder. */
function nthlayer(cwd, ...args) {
  const script = join(root, 'scripts', 'run.mjs');
  return spawnSync(process.execPath, [script, 'nthlayer', ...args], {
    cwd: root,
    env: { ...process.env, INIT_CWD: cwd },
    encoding: 'utf8',
  });
}

test('nthlayer runs in the folder of its caller, with its own output and exit code', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nthlayer-run-'));
  try {
    writeFileSync(join(folder, 'shop.yaml'), entity);
    const json = nthlayer(folder, 'validate', 'shop.yaml', '--format', 'json');
    assert.equal(json.status, 0, json.stderr);
    assert.equal(
      JSON.parse(json.stdout).services[0].entityRef,
      'component:default/shop',
    );
    assert.equal(nthlayer(folder, 'validate', 'nowhere.yaml').status, 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
