const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text of unknown origin on one line: what a terminal would obey or hide is written as an escape. */
export function visible(text: string): string {
  return text.replace(
    HIDDEN,
    character =>
      `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`,
  );
}
