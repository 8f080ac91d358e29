import { decodeText, NotUtf8 } from './decodeText';

const TEXT = 'apiVersion: backstage.io/v1alpha1\nname: caf\u00e9\n';

describe('decodeText', () => {
  it.each(['', 'a', TEXT, 'x\u0000y', '\u{1f600}'])('reads %j', text => {
    expect(decodeText(Buffer.from(text))).toBe(text);
    expect(decodeText(Buffer.from(`\uFEFF${text}`))).toBe(text);
  });

  it.each([
    ['Latin-1', Buffer.from(TEXT, 'latin1')],
    ['UTF-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(TEXT, 'utf16le').swap16()],
  ])('refuses %s, and shows whose it is', (_, bytes) => {
    expect(() => decodeText(bytes)).toThrow(NotUtf8);
    expect(new NotUtf8(bytes).ascii).toMatch(/^apiVersion: backstage\.io/);
  });
});
