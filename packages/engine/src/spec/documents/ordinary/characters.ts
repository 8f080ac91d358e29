/** Characters that have a meaning, by their codes. */
export const CHAR = {
  /** Stands behind the last one; files that have it are refused before. */
  END: 0,
  TAB: 9,
  LINE_END: 10,
  SPACE: 32,
  DOUBLE_QUOTE: 34,
  HASH: 35,
  QUOTE: 39,
  COMMA: 44,
  DASH: 45,
  COLON: 58,
  GREATER: 62,
  OPEN_LIST: 91,
  BACKSLASH: 92,
  CLOSE_LIST: 93,
  OPEN_OBJECT: 123,
  BAR: 124,
  CLOSE_OBJECT: 125,
} as const;

/** Whether a character separates words. */
export function isBlank(code: number): boolean {
  return code === CHAR.SPACE || code === CHAR.LINE_END || code === CHAR.END;
}

/** Whether a character separates words in brackets. */
export function isBracket(code: number): boolean {
  return (
    code === CHAR.COMMA ||
    code === CHAR.OPEN_LIST ||
    code === CHAR.CLOSE_LIST ||
    code === CHAR.OPEN_OBJECT ||
    code === CHAR.CLOSE_OBJECT
  );
}
