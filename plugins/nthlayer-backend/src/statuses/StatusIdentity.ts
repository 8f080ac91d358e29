import { GroupLabels, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { groupKey } from '@nthlayer/engine';
import { MadeStatus } from '../evaluation/EvaluationStore';

/** What of an SLO decides its status, beside what was counted. */
export type StatusBasis = Pick<
  Slo,
  'objective' | 'window' | 'method' | 'slices' | 'noData'
>;

/** What of a status stays the same from one evaluation to the next. */
export interface StatusIdentity {
  readonly sloId: number;
  readonly sliRevisionId: number;
  /** The stack revision from which it was computed. */
  readonly revision: string;
  readonly labels: GroupLabels;
  readonly basis: StatusBasis;
  readonly burnWindowsMs: readonly number[];
}

/** Of a status that is about to be stored. */
export function identityOf({ active, write }: MadeStatus): StatusIdentity {
  const { sloId, sliRevisionId, revision, labels, status } = write;
  return {
    sloId,
    sliRevisionId,
    revision,
    labels,
    basis: active.slo,
    burnWindowsMs: status.burn.map(({ windowMs }) => windowMs),
  };
}

/** Whether nothing but figures has to be stored of a status of this identity. */
export function isSameIdentity(
  known: StatusIdentity,
  now: StatusIdentity,
): boolean {
  return (
    known === now ||
    (known.sloId === now.sloId &&
      known.sliRevisionId === now.sliRevisionId &&
      known.revision === now.revision &&
      (known.labels === now.labels ||
        groupKey(known.labels) === groupKey(now.labels)) &&
      (known.basis === now.basis ||
        basisText(known.basis) === basisText(now.basis)) &&
      known.burnWindowsMs.length === now.burnWindowsMs.length &&
      known.burnWindowsMs.every(
        (windowMs, index) => windowMs === now.burnWindowsMs[index],
      ))
  );
}

function basisText(basis: StatusBasis): string {
  const { objective, window, method, slices, noData } = basis;
  return JSON.stringify({ objective, window, method, slices, noData });
}

/** How many windows those have that have most, with the budget's. */
export function windowsOf(identities: readonly StatusIdentity[]): number {
  let most = 0;
  for (const { burnWindowsMs } of identities) {
    most = Math.max(most, burnWindowsMs.length);
  }
  return 1 + most;
}

/** What no two statuses of a shard have in common. */
export function statusKey(of: { sloId: number; labels: GroupLabels }): string {
  return `${of.sloId} ${groupKey(of.labels)}`;
}

/** JSON texts, each once and with a number. */
class Numbered {
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  toString(): string {
    return `[${[...this.#numbers.keys()]}]`;
  }
}

/** Identities as they are stored; what many of them share stands there once. */
export function printIdentities(identities: readonly StatusIdentity[]): string {
  const bases = new Numbered();
  const revisions = new Numbered();
  const rows = identities.map(one => [
    one.sloId,
    one.sliRevisionId,
    revisions.of(JSON.stringify(one.revision)),
    bases.of(
      `{"basis":${basisText(one.basis)},"burnWindowsMs":[${
        one.burnWindowsMs
      }]}`,
    ),
    one.labels,
  ]);
  return `{"bases":${bases},"revisions":${revisions},"rows":${JSON.stringify(
    rows,
  )}}`;
}

/** What `printIdentities` has printed. */
export function parseIdentities(text: string): StatusIdentity[] {
  const { bases, revisions, rows }: PrintedIdentities = JSON.parse(text);
  return rows.map(([sloId, sliRevisionId, revision, basis, labels]) => ({
    sloId,
    sliRevisionId,
    revision: revisions[revision],
    labels,
    ...bases[basis],
  }));
}

interface PrintedIdentities {
  readonly bases: Pick<StatusIdentity, 'basis' | 'burnWindowsMs'>[];
  readonly revisions: string[];
  readonly rows: [number, number, number, number, GroupLabels][];
}
