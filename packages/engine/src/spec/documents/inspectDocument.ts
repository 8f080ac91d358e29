import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  Pair,
  YAMLMap,
} from 'yaml';
import { quote } from '../diagnostics';
import { LIMITS } from './limits';
import { TextProblem, tooDeep, tooManyKeys, YamlDocument } from './parseYaml';

/** What stands in a document that YAML allows and we do not. */
export interface Inspection {
  readonly problems: readonly TextProblem[];
  /** Where the last alias stands. */
  readonly lastAlias: number;
  /** The document cannot be used at all. */
  readonly fatal: boolean;
}

/** The offset at which a node or key begins. */
export function startOf(node: unknown): number {
  const { range } = (node ?? {}) as { range?: readonly number[] | null };
  return range?.[0] ?? 0;
}

/** A key as text; `undefined` for a collection. */
export function keyText(key: unknown): string | undefined {
  if (isScalar(key)) {
    const { value } = key;
    return typeof value === 'string' ? value : String(value ?? '');
  }
  return undefined;
}

/**
 * Checks a document in one walk. Of keys that are given twice nothing is kept: which one was meant is not known.
 */
export function inspectDocument(document: YamlDocument): Inspection {
  const problems: TextProblem[] = [];
  const fatal: TextProblem[] = [];
  /** Anchors of what is being visited: an alias to one of them would have no end. */
  const open = new Set<string>();
  const anchors = new Set<string>();
  let aliases = 0;
  let lastAlias = 0;

  function visit(node: unknown, depth: number): void {
    if (isAlias(node)) {
      lastAlias = startOf(node);
      aliases++;
      if (aliases === LIMITS.aliases + 1) {
        fatal.push(tooManyAliases(lastAlias));
      }
      if (open.has(node.source)) {
        fatal.push(endless(lastAlias));
      } else if (!anchors.has(node.source)) {
        fatal.push(ofNothing(node.source, lastAlias));
      }
      return;
    }
    note(node);
    if (!isCollection(node)) {
      return;
    }
    if (depth > LIMITS.depth) {
      fatal.push(tooDeep(startOf(node)));
      return;
    }
    // the last key of an object is only known to be one here
    if (isMap(node) && node.items.length > LIMITS.keysOfOneMap) {
      fatal.push(tooManyKeys(startOf(node.items[LIMITS.keysOfOneMap].key)));
      return;
    }
    if (isMap(node)) {
      problems.push(...dropBadKeys(node));
    }
    const { anchor } = node;
    const opens = anchor !== undefined && !open.has(anchor);
    if (opens) {
      open.add(anchor);
    }
    for (const item of node.items) {
      note(isPair(item) ? item.key : undefined);
      visit(isPair(item) ? item.value : item, depth + 1);
    }
    if (opens) {
      open.delete(anchor);
    }
  }

  function note(node: unknown): void {
    if (isNode(node) && 'anchor' in node && node.anchor !== undefined) {
      anchors.add(node.anchor);
    }
  }

  visit(document.contents, 1);
  return {
    problems: [...fatal, ...problems],
    fatal: fatal.length > 0,
    lastAlias,
  };
}

function dropBadKeys(map: YAMLMap): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  const seen = new Map<string, number>();
  for (const { key } of map.items) {
    const text = keyText(key);
    if (text === undefined) {
      problems.push(notAName(startOf(key)));
    } else if (isMerge(key)) {
      problems.push(mergeKey(startOf(key)));
    } else {
      const before = seen.get(text) ?? 0;
      seen.set(text, before + 1);
      if (before === 1) {
        problems.push(duplicateKey(text, startOf(key)));
      }
    }
  }
  if (problems.length > 0) {
    map.items = map.items.filter((pair: Pair) => {
      const text = keyText(pair.key);
      return text !== undefined && seen.get(text) === 1 && !isMerge(pair.key);
    });
  }
  return problems;
}

/** In quotes it is a key like any other. */
function isMerge(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function mergeKey(offset: number): TextProblem {
  return {
    code: 'merge-key',
    offset,
    summary: 'Merge keys (<<) are not read.',
    detail: 'What it would bring is left out. Write the values out.',
  };
}

function duplicateKey(key: string, offset: number): TextProblem {
  return {
    code: 'duplicate-key',
    offset,
    summary: `The key ${quote(key)} is given more than once.`,
    detail: 'None of its values is used. Keep one of them.',
  };
}

function notAName(offset: number): TextProblem {
  return {
    code: 'invalid-key',
    offset,
    summary: 'A key must be a name, not a list or an object.',
    detail: 'It is left out. Write a name before the colon.',
  };
}

function endless(offset: number): TextProblem {
  return {
    code: 'invalid-alias',
    offset,
    summary: 'An alias stands for something that it is part of.',
    detail: 'The document is not read. Write the value out.',
  };
}

function ofNothing(name: string, offset: number): TextProblem {
  return {
    code: 'invalid-alias',
    offset,
    summary: `There is nothing above that the alias ${quote(name)} stands for.`,
    detail: `The document is not read. Write the value out, or &${name} before the value that is meant.`,
  };
}

function tooManyAliases(offset: number): TextProblem {
  return {
    code: 'too-many-aliases',
    offset,
    summary: `There are more than ${LIMITS.aliases} aliases.`,
    detail: 'The document is not read. Write the values out.',
  };
}
