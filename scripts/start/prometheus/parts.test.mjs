import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { Stop } from '../../say.mjs';
import { collectRules } from './rules.mjs';
import { configFor } from './server.mjs';
import { findTools } from './tools.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nthlayer-parts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function addProgram(name, mode = 0o755) {
  writeFileSync(join(folder, name), '#!/bin/sh\n');
  chmodSync(join(folder, name), mode);
}

test('tools are found on PATH', () => {
  addProgram('prometheus');
  addProgram('promtool');
  assert.deepEqual(findTools(['/nowhere', folder].join(delimiter)), {
    prometheus: join(folder, 'prometheus'),
    promtool: join(folder, 'promtool'),
  });
});

test('a missing tool is named, and so is what to install', () => {
  addProgram('prometheus');
  addProgram('promtool', 0o644);
  assert.throws(
    () => findTools(folder),
    error =>
      error instanceof Stop &&
      /^promtool not found/.test(error.message) &&
      /apt-get install prometheus/.test(error.message),
  );
  assert.throws(
    () => findTools(''),
    /^Error: prometheus and promtool not found/,
  );
});

test('the configuration scrapes the simulator where it is', () => {
  const config = configFor('127.0.0.1:1234');
  assert.ok(config.includes("targets: ['127.0.0.1:1234']"));
  assert.ok(!config.includes('127.0.0.1:9464'));
});

test('rules are collected by service, and those of before are gone', () => {
  const generated = join(folder, 'generated');
  const rules = join(folder, 'rules');
  mkdirSync(join(generated, 'shop'), { recursive: true });
  writeFileSync(join(generated, 'shop', 'rules.yaml'), 'groups: []\n');
  mkdirSync(join(generated, 'empty'));
  mkdirSync(rules);
  writeFileSync(join(rules, 'old.yaml'), '');
  mkdirSync(join(generated, 'till', 'staging'), { recursive: true });
  writeFileSync(join(generated, 'till', 'staging', 'rules.yaml'), 'groups: []');
  assert.equal(collectRules(generated, rules), 2);
  assert.deepEqual(readdirSync(rules).sort(), [
    'shop.yaml',
    'till.staging.yaml',
  ]);
});
