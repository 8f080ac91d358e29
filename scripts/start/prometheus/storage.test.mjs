import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { forgetHistory, keepHistory, openHistory } from './storage.mjs';

function withFolder(body) {
  const folder = mkdtempSync(join(tmpdir(), 'nthlayer-storage-'));
  try {
    body(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function addBlock(folder, name, maxTime) {
  const block = join(folder, 'data', name);
  mkdirSync(block, { recursive: true });
  writeFileSync(join(block, 'meta.json'), JSON.stringify({ maxTime }));
}

test('a folder that is new has no history, and is made', () => {
  withFolder(folder => {
    assert.equal(openHistory(folder, 'monday'), undefined);
    assert.ok(existsSync(join(folder, 'data')));
  });
});

test('history of the same key goes on from its newest block, without the unfinished rest', () => {
  withFolder(folder => {
    addBlock(folder, 'a', 2_000);
    addBlock(folder, 'b', 1_000);
    mkdirSync(join(folder, 'data', 'wal'));
    keepHistory(folder, 'monday');
    assert.equal(openHistory(folder, 'monday'), 1_999);
    assert.ok(existsSync(join(folder, 'data', 'a')));
    assert.ok(!existsSync(join(folder, 'data', 'wal')));
  });
});

test('history of another key, or of one whose filling was broken off, is dropped', () => {
  for (const spoil of [
    () => {},
    folder => {
      keepHistory(folder, 'monday');
      forgetHistory(folder);
    },
    folder => keepHistory(folder, 'sunday'),
    folder => writeFileSync(join(folder, 'history.json'), '{'),
  ]) {
    withFolder(folder => {
      addBlock(folder, 'a', 2_000);
      spoil(folder);
      assert.equal(openHistory(folder, 'monday'), undefined);
      assert.ok(!existsSync(join(folder, 'data', 'a')));
    });
  }
});
