import {
  Diagnostic,
  Severity,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/** What can be wrong with an expression that can be read, by code. */
export const TYPE_PROBLEMS = {
  'wrong-argument-type': 'An argument is of the wrong type.',
  'wrong-argument-count': 'A function has too few or too many arguments.',
  'wrong-operand': 'An operator has an operand of the wrong type.',
  'unknown-function': 'Prometheus has no such function.',
  'bool-missing': 'Two numbers are compared without bool.',
  'bool-misplaced': 'bool is for comparisons only.',
  'matching-misplaced': 'on, ignoring and group are for two vectors only.',
  'group-misplaced':
    'and, or and unless cannot have group_left or group_right.',
  'label-given-twice': 'A label is both joined on and copied.',
  'wrong-type': 'The expression gives a value of the wrong type.',
  'experimental-function':
    'This function is experimental and needs a feature flag.',
  'new-function': 'This function is newer than the oldest supported server.',
  'regex-backtracks':
    'This regular expression would be slow outside of Prometheus.',
} as const;

export type TypeProblemCode = keyof typeof TYPE_PROBLEMS;

const SEVERITIES: Partial<Record<TypeProblemCode, Severity>> = {
  'experimental-function': 'warning',
  'new-function': 'info',
  'regex-backtracks': 'warning',
};

export function typeProblem(
  code: TypeProblemCode,
  detail: string,
  position: SourcePosition | undefined,
): Diagnostic {
  return {
    severity: SEVERITIES[code] ?? 'error',
    code,
    path: '',
    summary: TYPE_PROBLEMS[code],
    detail,
    ...(position && { position }),
  };
}
