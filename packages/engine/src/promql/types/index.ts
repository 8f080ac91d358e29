export { checkTypes } from './checkTypes';
export type { TypeCheck, TypeCheckOptions } from './checkTypes';
export type { ValueType } from './valueType';
