import { RegexNode } from './regexNode';

/** As many repetitions without bound in a row are still cheap for texts as long as labels. */
const MOST_IN_A_ROW = 3;
const LONG = 50;
/** An ambiguous part that is repeated more often can be split up in too many ways. */
const FEW = 3;

function isOpen(node: RegexNode): boolean {
  return node.kind === 'repeat' && node.max > LONG;
}

function partsOf(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case 'sequence':
      return node.parts;
    case 'choice':
      return node.options;
    case 'repeat':
      return [node.of];
    default:
      return [];
  }
}

/** The character that a node starts with, if it is always the same one. */
function firstLiteral(node: RegexNode): number | undefined {
  switch (node.kind) {
    case 'character':
      return node.literal;
    case 'sequence':
      return node.parts.length > 0 ? firstLiteral(node.parts[0]) : undefined;
    case 'repeat':
      return node.min > 0 ? firstLiteral(node.of) : undefined;
    default:
      return undefined;
  }
}

/** Whether a text can be a repeated node's in more than one way; when in doubt, yes. */
function isAmbiguous(node: RegexNode): boolean {
  if (node.kind === 'repeat') {
    return node.min !== node.max || isAmbiguous(node.of);
  }
  if (node.kind === 'choice') {
    const firsts = node.options.map(firstLiteral);
    const isDistinct =
      !firsts.includes(undefined) && new Set(firsts).size === firsts.length;
    return !isDistinct || node.options.some(isAmbiguous);
  }
  return partsOf(node).some(isAmbiguous);
}

function countOpen(node: RegexNode): number {
  if (node.kind === 'choice') {
    return Math.max(0, ...node.options.map(countOpen));
  }
  return (
    (isOpen(node) ? 1 : 0) +
    partsOf(node).reduce((sum, part) => sum + countOpen(part), 0)
  );
}

function hasAmbiguousLoop(node: RegexNode): boolean {
  return (
    (node.kind === 'repeat' && node.max > FEW && isAmbiguous(node.of)) ||
    partsOf(node).some(hasAmbiguousLoop)
  );
}

/** Whether an engine that backtracks could take very long; Prometheus' own does not. */
export function mayBacktrack(node: RegexNode): boolean {
  return hasAmbiguousLoop(node) || countOpen(node) > MOST_IN_A_ROW;
}
