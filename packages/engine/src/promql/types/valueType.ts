/**
 * What an expression gives. `unknown` is the type of a Grafana variable.
 *
 * @public
 */
export type ValueType =
  | 'scalar'
  | 'string'
  | 'instant vector'
  | 'range vector'
  | 'unknown';
