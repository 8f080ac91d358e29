import { BinaryNode } from '../expression';
import { TypeProblemCode } from './typeProblem';
import { ValueType } from './valueType';

const COMPARISONS: readonly string[] = ['==', '!=', '<=', '<', '>=', '>'];
const SET_OPERATORS: readonly string[] = ['and', 'or', 'unless'];

type Report = (code: TypeProblemCode, detail: string) => void;

/**
 * Type of an operation on operands of these types; what Prometheus would refuse is reported. After that it is
 * unknown, so that one mistake is reported once.
 */
export function checkBinary(
  node: BinaryNode,
  left: ValueType,
  right: ValueType,
  report: Report,
): ValueType {
  const { op, bool } = node;
  const types = [left, right];
  const isSet = SET_OPERATORS.includes(op);
  const isComparison = COMPARISONS.includes(op);
  if (bool && !isComparison) {
    report('bool-misplaced', `Leave bool out after ${op}.`);
  }
  for (const [side, type] of [
    ['left', left],
    ['right', right],
  ] as const) {
    if (type === 'string' || type === 'range vector') {
      report(
        'wrong-operand',
        `${op} takes numbers and instant vectors; on its ${side} stands a ${type}.`,
      );
    } else if (type === 'scalar' && isSet) {
      report(
        'wrong-operand',
        `${op} takes two instant vectors; on its ${side} stands a number. Write vector(…) around it.`,
      );
    }
  }
  if (types.includes('string') || types.includes('range vector')) {
    return 'unknown';
  }
  const areScalars = types.every(type => type === 'scalar');
  if (areScalars && isComparison && !bool) {
    report(
      'bool-missing',
      `Write ${op} bool; a comparison of numbers cannot leave out samples.`,
    );
  }
  checkMatching(node, types.includes('scalar'), isSet, report);
  if (areScalars) {
    return 'scalar';
  }
  return types.includes('unknown') && !types.includes('instant vector')
    ? 'unknown'
    : 'instant vector';
}

function checkMatching(
  { op, matching }: BinaryNode,
  hasScalar: boolean,
  isSet: boolean,
  report: Report,
): void {
  if (!matching) {
    return;
  }
  const { kind, labels, group } = matching;
  if (hasScalar) {
    report(
      'matching-misplaced',
      `Leave ${kind} out: one side of ${op} is a number.`,
    );
  }
  if (group && isSet) {
    report(
      'group-misplaced',
      `Leave group_${group.side} out: ${op} already joins many with many.`,
    );
  }
  const twice = group?.include.find(label => labels.includes(label));
  if (kind === 'on' && twice !== undefined) {
    report(
      'label-given-twice',
      `${twice} stands in on and in group_${group?.side}; the sides agree in it already.`,
    );
  }
}
