import { readSpecPath } from './readSpecPath';

describe('readSpecPath', () => {
  it.each([
    ['nthlayer.yaml', 'nthlayer.yaml'],
    ['./nthlayer.yaml', 'nthlayer.yaml'],
    ['slo//search/./nthlayer.yaml', 'slo/search/nthlayer.yaml'],
    ['..nthlayer.yaml', '..nthlayer.yaml'],
    ['Zuverlässigkeit (1).yaml', 'Zuverlässigkeit (1).yaml'],
  ])('takes %j as %j', (value, path) => {
    expect(readSpecPath(value)).toEqual({ path });
  });

  it.each([
    ['', 'names no file'],
    ['.', 'names no file'],
    ['slo/', 'names no file'],
    ['/etc/passwd', 'is absolute'],
    ['~/nthlayer.yaml', 'is absolute'],
    ['../nthlayer.yaml', 'leaves the folder'],
    ['slo/../../nthlayer.yaml', 'leaves the folder'],
    ['slo/..', 'leaves the folder'],
    ['C:\\slo\\nthlayer.yaml', 'is a Windows path'],
    ['C:nthlayer.yaml', 'is a Windows path'],
    ['..\\nthlayer.yaml', 'is a Windows path'],
    ['\\\\server\\share', 'is a Windows path'],
    ['https://example.com/nthlayer.yaml', 'is a URL'],
    ['file:///etc/passwd', 'is a URL'],
    ['url:nthlayer.yaml', 'is a URL'],
    ['//example.com/nthlayer.yaml', 'is a URL'],
    ['nthlayer.yaml?ref=main', 'has a character'],
    ['%2e%2e/nthlayer.yaml', 'has a character'],
    ['nthlayer.yaml#1', 'has a character'],
    ['nth\nlayer.yaml', 'has a control character'],
    ['nth\u0000layer.yaml', 'has a control character'],
    ['nth\u2028layer.yaml', 'has a control character'],
    ['nth\u202elayer.yaml', 'has a control character'],
    ['./', 'names no file'],
    ['slo/.', 'names no file'],
    ['nthlayer.yaml/', 'names no file'],
    ['nthlayer*.yaml', 'has a character'],
    ['a'.repeat(501), 'is longer'],
  ])('refuses %j: it %s', (value, reason) => {
    const read = readSpecPath(value);
    expect(read).toMatchObject({
      problem: {
        severity: 'error',
        code: 'spec-file-path',
        summary: expect.stringContaining(reason),
      },
    });
    expect(JSON.stringify(read)).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
  });
});
