import { isScopeName, SCOPE_NAME_RULE } from './scopeName';

it.each(['a', 'production', 'eu-west.1_b', 'A', '7', 'x'.repeat(63)])(
  '%j is a name',
  name => {
    expect(isScopeName(name)).toBe(true);
  },
);

it.each([
  '',
  '.',
  '..',
  '../../ci',
  'a/b',
  'a\\b',
  'a b',
  'a\n',
  '-a',
  'a-',
  'a.',
  'ä',
  'x'.repeat(64),
  undefined,
  7,
])('%j is none', name => {
  expect(isScopeName(name)).toBe(false);
});

it('says how long a name may be', () => {
  expect(SCOPE_NAME_RULE).toContain('63');
});
