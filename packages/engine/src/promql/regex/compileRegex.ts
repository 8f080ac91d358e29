import { WORD } from './characterClass';
import { Anchor, CharacterTest, RegexNode } from './regexNode';

/** States of an automaton; a state goes on to others by number. */
type State =
  | { kind: 'character'; test: CharacterTest; next: number }
  | { kind: 'anchor'; at: Anchor; next: number }
  | { kind: 'fork'; next: number; other: number }
  | { kind: 'match' };

const MOST_STATES = 100_000;

class Automaton {
  readonly #mostStates: number;
  readonly states: State[] = [{ kind: 'match' }];

  constructor(mostStates: number) {
    this.#mostStates = mostStates;
  }

  /** Adds a node before a state; undefined when there would be too many states. */
  add(node: RegexNode, next: number): number | undefined {
    switch (node.kind) {
      case 'character':
        return this.push({ kind: 'character', test: node.test, next });
      case 'anchor':
        return this.push({ kind: 'anchor', at: node.at, next });
      case 'sequence':
        return node.parts.reduceRight<number | undefined>(
          (after, part) =>
            after === undefined ? undefined : this.add(part, after),
          next,
        );
      case 'choice':
        return this.addChoice(node.options, next);
      case 'repeat':
        return this.addRepeat(node, next);
      default: {
        const unreachable: never = node;
        return unreachable;
      }
    }
  }

  private push(state: State): number | undefined {
    return this.states.length < this.#mostStates
      ? this.states.push(state) - 1
      : undefined;
  }

  private addChoice(
    options: readonly RegexNode[],
    next: number,
  ): number | undefined {
    let start = this.add(options[options.length - 1], next);
    for (let index = options.length - 2; index >= 0; index--) {
      const option = this.add(options[index], next);
      if (start === undefined || option === undefined) {
        return undefined;
      }
      start = this.push({ kind: 'fork', next: option, other: start });
    }
    return start;
  }

  private addRepeat(
    { of, min, max }: Extract<RegexNode, { kind: 'repeat' }>,
    next: number,
  ): number | undefined {
    let start: number | undefined = next;
    if (max === Infinity) {
      const loop: State = { kind: 'fork', next, other: next };
      start = this.push(loop);
      const body = start === undefined ? undefined : this.add(of, start);
      if (body === undefined) {
        return undefined;
      }
      loop.next = body;
    }
    for (let copy = max === Infinity ? min : max; copy > 0; copy--) {
      const body: number | undefined =
        start === undefined ? undefined : this.add(of, start);
      start =
        body !== undefined && copy > min
          ? this.push({ kind: 'fork', next: body, other: next })
          : body;
    }
    return start;
  }
}

function isAt(anchor: Anchor, text: readonly number[], index: number): boolean {
  const isWord = (at: number) => at >= 0 && at < text.length && WORD(text[at]);
  switch (anchor) {
    case 'text-start':
      return index === 0;
    case 'text-end':
      return index === text.length;
    case 'line-start':
      return index === 0 || text[index - 1] === 0x0a;
    case 'line-end':
      return index === text.length || text[index] === 0x0a;
    default:
      return (isWord(index - 1) !== isWord(index)) === (anchor === 'word-edge');
  }
}

/** All states that can be reached from some without reading a character. */
function closure(
  states: readonly State[],
  from: readonly number[],
  text: readonly number[],
  index: number,
): Set<number> {
  const reached = new Set<number>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) {
      continue;
    }
    reached.add(id);
    const state = states[id];
    if (state.kind === 'fork') {
      open.push(state.next, state.other);
    } else if (state.kind === 'anchor' && isAt(state.at, text, index)) {
      open.push(state.next);
    }
  }
  return reached;
}

/**
 * A pattern as a test of whole texts, in time proportional to the text: all ways are followed at once, so there is
 * nothing to go back to. Undefined when the pattern is too large.
 */
export function compileRegex(
  node: RegexNode,
  mostStates: number = MOST_STATES,
): ((text: string) => boolean) | undefined {
  const automaton = new Automaton(mostStates);
  const start = automaton.add(node, 0);
  if (start === undefined) {
    return undefined;
  }
  const { states } = automaton;
  return text => {
    const codes = Array.from(text, each => each.codePointAt(0) ?? 0);
    let current = closure(states, [start], codes, 0);
    for (let index = 0; index < codes.length && current.size > 0; index++) {
      const next: number[] = [];
      for (const id of current) {
        const state = states[id];
        if (state.kind === 'character' && state.test(codes[index])) {
          next.push(state.next);
        }
      }
      current = closure(states, next, codes, index + 1);
    }
    return current.has(0);
  };
}
