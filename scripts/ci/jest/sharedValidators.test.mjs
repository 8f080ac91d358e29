import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const validator = require('express-openapi-validator');
const { shareValidators } = require('./sharedValidators.cjs');

const documentOf = title => ({
  openapi: '3.0.3',
  info: { title, version: '1' },
  paths: {},
});

test('routers share what was compiled of the same document with the same options', () => {
  shareValidators();
  shareValidators();
  const made = (title, options) =>
    validator.middleware({ apiSpec: documentOf(title), ...options });
  const one = made('one');
  assert.equal(made('one'), one);
  assert.notEqual(made('two'), one);
  assert.notEqual(made('one', { validateResponses: true }), one);
  const ignorePaths = () => false;
  assert.notEqual(made('one', { ignorePaths }), made('one', { ignorePaths }));
});
