import { Expression } from './expression';
import { parse, ParseOptions, ParseResult } from './parse';
import { checkTypes, TypeCheckOptions } from './types/checkTypes';
import { ValueType } from './types/valueType';

/**
 * What a text means, with its type. `expression` and `type` are absent exactly when there is an error among the
 * diagnostics; warnings name what only some servers accept.
 *
 * @public
 */
export interface TypedResult extends ParseResult {
  readonly expression?: Expression;
  readonly type?: ValueType;
}

/**
 * Reads PromQL as `parse` does and refuses what Prometheus would refuse for its types, with positions.
 *
 * @public
 */
export function parseTyped(
  text: string,
  options: ParseOptions & Pick<TypeCheckOptions, 'allowed'> = {},
): TypedResult {
  const parsed = parse(text, options);
  const { expression, locate } = parsed;
  if (!expression) {
    return parsed;
  }
  const { type, diagnostics } = checkTypes(expression, { ...options, locate });
  return diagnostics.some(({ severity }) => severity === 'error')
    ? { diagnostics, locate }
    : { expression, type, diagnostics, locate };
}
