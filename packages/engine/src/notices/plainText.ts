const LONGEST = 120;

/** Control characters, and those that turn the direction of text around. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;
/** What markup of chat and mail is made of. */
const MARKUP = /[<>&`*~|[\]{}\\"]/g;
const ELLIPSIS = '…';

/**
 * A name or label value for a text that is shown as plain text, as Markdown, in a chat or in a mail: without markup,
 * mentions, links and invisible characters, and not too long.
 *
 * @public
 */
export function plainText(value: string): string {
  const plain = value
    .replace(INVISIBLE, ' ')
    .replace(MARKUP, '·')
    .replace(/@/g, '(at)')
    .replace(/:\/\//g, ':')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...plain];
  return letters.length > LONGEST
    ? `${letters.slice(0, LONGEST - 1).join('')}${ELLIPSIS}`
    : plain;
}
