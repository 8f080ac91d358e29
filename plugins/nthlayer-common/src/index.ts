/**
 * Model types, names, permissions and the API contract of NthLayer for Backstage.
 *
 * @packageDocumentation
 */
export * from './model';
export * from './names';
export * from './permissions';
export * from './client';
export { openApiDocument } from './schema/openapi.generated';
export type { components, operations, paths } from './schema/openapi.generated';
