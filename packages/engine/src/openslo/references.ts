import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../spec/diagnostics';
import { didYouMean } from '../spec/didYouMean';
import { Cursor, findingAt } from '../spec/specFile/cursor';
import { ObjectIndex } from './objectIndex';
import { OpenSloKind } from './openSloObject';
import { OpenSloEntry } from './readDocument';
import { isPresent } from './schema';

/** Fields that name an object, and of which kind it is. */
const REFERENCES: Readonly<Record<string, OpenSloKind>> = {
  indicatorRef: 'SLI',
  alertPolicyRef: 'AlertPolicy',
  conditionRef: 'AlertCondition',
  targetRef: 'AlertNotificationTarget',
  metricSourceRef: 'DataSource',
};

/** What the user may fill with anything. */
const FREE = ['metadata', 'connectionDetails'];

/** A name of an object, and where it stands. */
export interface Reference {
  readonly kind: OpenSloKind;
  readonly name: string;
  readonly at: Cursor;
}

/** What an object refers to. References lead from one kind to another only, so there are no circles of them. */
export function referencesOf({
  kind,
  value,
  at,
}: OpenSloEntry): readonly Reference[] {
  const found: Reference[] = [];
  if (kind === 'SLO' && 'spec' in value) {
    const { service } = (value.spec ?? {}) as { readonly service?: string };
    if (service !== undefined) {
      const place = at.child('spec').child('service');
      found.push({ kind: 'Service', name: service, at: place });
    }
  }
  visit(value, at);
  return found;

  function visit(part: unknown, cursor: Cursor): void {
    if (Array.isArray(part)) {
      part.forEach((item, index) => visit(item, cursor.child(index)));
    } else if (isPresent(part) && typeof part === 'object') {
      for (const [field, member] of Object.entries(part as object)) {
        const target = REFERENCES[field];
        if (target !== undefined && typeof member === 'string') {
          found.push({ kind: target, name: member, at: cursor.child(field) });
        } else if (
          !FREE.includes(field) &&
          !isFreeSpec(field, part as object)
        ) {
          visit(member, cursor.child(field));
        }
      }
    }
  }
}

/** The `spec` of a metric source is the user's own. */
function isFreeSpec(field: string, holder: object): boolean {
  return field === 'spec' && ('type' in holder || 'metricSourceRef' in holder);
}

/** What is wrong with an object, whatever it is used for. */
export function findingsOn(
  entry: OpenSloEntry,
  index: ObjectIndex,
): readonly Diagnostic[] {
  return [...entry.findings, ...checkReferences(entry, index)];
}

/** References of an object that lead nowhere. */
export function checkReferences(
  entry: OpenSloEntry,
  index: ObjectIndex,
): readonly Diagnostic[] {
  return referencesOf(entry)
    .filter(({ kind, name }) => index.find(kind, name) === undefined)
    .filter(
      ({ kind }) => kind !== 'Service' || namesOf('Service', index).length > 0,
    )
    .map(reference => unknownReference(reference, index));
}

function namesOf(
  kind: OpenSloKind,
  { entries }: ObjectIndex,
): readonly string[] {
  return entries.filter(each => each.kind === kind).map(({ name }) => name);
}

/** What is measured elsewhere is no reason to refuse an object. */
const ELSEWHERE: readonly OpenSloKind[] = ['DataSource', 'Service'];

function unknownReference(
  { kind, name, at }: Reference,
  index: ObjectIndex,
): Diagnostic {
  const guess = didYouMean(name, namesOf(kind, index));
  return findingAt(at.place(), {
    severity: ELSEWHERE.includes(kind) ? 'warning' : 'error',
    code: 'openslo-unknown-reference',
    summary: `There is no ${kind} ${quote(name)} in this file.`,
    detail: guess
      ? `Did you mean ${quote(guess)}?`
      : `Put the ${kind} into the same file.`,
  });
}
