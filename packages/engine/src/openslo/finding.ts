/**
 * A broken rule of the OpenSLO specification.
 *
 * @public
 */
export interface OpenSloFinding {
  /** Property path inside the object, e.g. `spec.objectives[0].target`. */
  readonly path: string;
  readonly code: OpenSloFindingCode;
}

/** @public */
export type OpenSloFindingCode =
  | 'required'
  | 'forbidden'
  | 'exactly-one'
  | 'not-a-dns-label'
  | 'too-long'
  | 'invalid-key'
  | 'reserved-key'
  | 'unknown-value'
  | 'out-of-range'
  | 'invalid-duration'
  | 'invalid-time';

/** The finding when a rule does not hold. */
export function rule(
  holds: boolean,
  path: string,
  code: OpenSloFindingCode,
): readonly OpenSloFinding[] {
  return holds ? [] : [{ path, code }];
}
