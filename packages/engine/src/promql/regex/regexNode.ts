/** Whether one character, by its code point, belongs to a class. */
export type CharacterTest = (codePoint: number) => boolean;

/** A place that takes up no characters. */
export type Anchor =
  | 'text-start'
  | 'text-end'
  | 'line-start'
  | 'line-end'
  | 'word-edge'
  | 'no-word-edge';

/** A pattern of RE2 as a tree. Captures are left out: a label either matches or does not. */
export type RegexNode =
  | {
      readonly kind: 'character';
      readonly test: CharacterTest;
      /** Given when exactly one character is meant. */
      readonly literal?: number;
    }
  | { readonly kind: 'anchor'; readonly at: Anchor }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly of: RegexNode;
      readonly min: number;
      /** Infinity where there is no upper bound. */
      readonly max: number;
    };
