import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatOf } from './formatOf';
import { SourceDocument } from './sourceDocument';

/**
 * The documents of a file, and what is wrong with it. What cannot be used is left out; empty documents are skipped.
 *
 * @public
 */
export interface DocumentsResult {
  readonly documents: readonly SourceDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A list at the top holds one document each; an empty document is none. */
export function documentsOf(
  file: string,
  value: unknown,
  locate: SourceDocument['locate'],
): readonly SourceDocument[] {
  if (value === undefined || value === null) {
    return [];
  }
  const one = (item: unknown, index?: number): SourceDocument => ({
    file,
    format: formatOf(item),
    value: item,
    locate: (path, part) =>
      locate(index === undefined ? path : [index, ...path], part),
  });
  return Array.isArray(value)
    ? value.map((item: unknown, index) => one(item, index))
    : [one(value)];
}
