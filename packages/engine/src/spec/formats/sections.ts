import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor } from '../specFile/cursor';
import { OWNER } from '../specFile/specRules';
import { saidBy, withoutEffect } from './notes';
import { copied, isGiven, Told, toldObject } from './told';

/** What a format says of paging, gates and help, told as sections of a ServiceSpec. */
export interface ToldSections {
  readonly sections: {
    readonly paging?: Told;
    readonly gate?: Told;
    readonly runbook?: Told;
  };
  readonly diagnostics: readonly Diagnostic[];
}

/** The first of several places that says a thing; what the others say is told to have no effect. */
export function firstOf(places: readonly Cursor[]): {
  readonly at?: Cursor;
  readonly diagnostics: readonly Diagnostic[];
} {
  const [at, ...others] = places.filter(isGiven);
  return {
    ...(at && { at }),
    diagnostics: others.map(other => withoutEffect(other, saidBy(at))),
  };
}

/** The owner, as the first of several places names it; the name of no group is told to have no effect. */
export function toldOwner(places: readonly Cursor[]): {
  readonly owner?: Told;
  readonly diagnostics: readonly Diagnostic[];
} {
  const isName = ({ value }: Cursor) =>
    typeof value === 'string' && OWNER.test(value);
  const given = places.filter(isGiven);
  const [at] = given.filter(isName);
  return {
    ...(at && { owner: copied(at) }),
    diagnostics: given
      .filter(place => place !== at && place.value !== at?.value)
      .map(place =>
        withoutEffect(
          place,
          at && isName(place)
            ? saidBy(at)
            : 'It is not the name of a group of the catalog.',
        ),
      ),
  };
}

/** A section from the fields that are there; absent where there are none. It stands where the first of them does. */
export function toldSection(
  fields: Readonly<Record<string, Told | undefined>>,
): Told | undefined {
  const [first] = Object.values(fields).flatMap(field => field ?? []);
  return first && toldObject(first.at, fields);
}

/** Whom to ask, and where the runbook is. */
export function toldRunbook(
  url: Cursor,
  contacts: readonly Cursor[],
): {
  readonly runbook?: Told;
  readonly diagnostics: readonly Diagnostic[];
} {
  const contact = firstOf(contacts);
  const runbook = toldSection({
    url: copied(url),
    contact: contact.at && copied(contact.at),
  });
  return { ...(runbook && { runbook }), diagnostics: contact.diagnostics };
}
