import {
  Diagnostic,
  Provenance,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Place } from './specFile/cursor';

/** A value that was read, where it came from, and what was found on the way. `T` may be `undefined`: nothing usable. */
export interface Reading<T> {
  readonly value: T;
  readonly provenance: Provenance;
  readonly diagnostics: readonly Diagnostic[];
  /** Where findings about the value belong, when that is not where its provenance says. */
  readonly place?: Place;
}

/** A name or number as text; of anything else the empty text: what a user writes may have a `toString` of its own. */
export function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? String(value)
    : '';
}

/** Fields of something that may be anything. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
