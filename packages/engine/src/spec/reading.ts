import {
  Diagnostic,
  Provenance,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/** A value that was read, where it came from, and what was found on the way. `T` may be `undefined`: nothing usable. */
export interface Reading<T> {
  readonly value: T;
  readonly provenance: Provenance;
  readonly diagnostics: readonly Diagnostic[];
}

/** Fields of something that may be anything. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
