/** What RE2 does not accept, by reason. */
export const REGEX_REASONS = {
  'look-around':
    'look-ahead and look-behind are not part of RE2; use a second matcher with !~',
  'back-reference': 'back-references are not part of RE2',
  escape: 'this escape is not part of RE2; write \\\\ for one backslash',
  group:
    'this kind of group is not part of RE2; a named one is written (?P<name>…)',
  'missing-bracket': 'a [ has no closing ]',
  'missing-parenthesis': 'a ( has no closing )',
  'extra-parenthesis': 'a ) has no opening (',
  'nothing-to-repeat': 'nothing stands before *, +, ? or {…}',
  'nested-repeat':
    'two repetitions follow each other; put the first in parentheses',
  'repeat-size': 'a repetition may count to 1000 in all',
  range: 'a range of characters runs backwards',
  class: 'this class of characters is not known',
  'too-long': 'the pattern is too long or nested too deeply',
} as const;

export type RegexReason = keyof typeof REGEX_REASONS;

/** Ends the reading of one pattern; `readRegex` catches it. */
export class RegexProblem extends Error {
  readonly reason: RegexReason;
  /** Where in the pattern. */
  readonly index: number;

  constructor(reason: RegexReason, index: number) {
    super(REGEX_REASONS[reason]);
    this.reason = reason;
    this.index = index;
  }
}
