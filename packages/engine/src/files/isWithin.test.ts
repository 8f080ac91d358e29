import { isWithin } from './isWithin';

it.each([
  ['/a', '/a/b', true],
  ['/a', '/a/b/c', true],
  ['/', '/a', true],
  ['/a', '/a', false],
  ['/a', '/a/', false],
  ['/', '/', false],
  ['/a', '/ab', false],
  ['/a/b', '/a', false],
  ['/a/b', '/a/c', false],
  ['/a', '/a/..b', true],
  // a file of that name beside the folder
  ['/a', '/a\\b', false],
])('%s holds %s: %s', (folder, path, expected) => {
  expect(isWithin(folder, path, '/')).toBe(expected);
});

it.each([
  ['C:\\', 'C:\\a', true],
  ['C:\\a', 'C:\\a\\b', true],
  ['C:\\a', 'D:\\a\\b', false],
])('on Windows, %s holds %s: %s', (folder, path, expected) => {
  expect(isWithin(folder, path, '\\')).toBe(expected);
});
