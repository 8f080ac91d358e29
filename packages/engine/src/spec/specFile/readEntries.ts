import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor } from './cursor';
import { Found } from './readFields';

/** What an item of a list says; absent where nothing of it can be used. */
export interface EntryReading<T> {
  readonly entry?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** The usable entries of a list, and all that was found in it. */
export interface EntriesReading<T> {
  readonly entries: readonly T[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a list item by item; nothing where there is none. */
export function readEntries<T>(
  list: Found<readonly unknown[]> | undefined,
  read: (at: Cursor) => EntryReading<T>,
): EntriesReading<T> {
  const items = list
    ? list.value.map((_item, index) => read(list.at.child(index)))
    : [];
  return {
    entries: items.flatMap(({ entry }) => (entry === undefined ? [] : [entry])),
    diagnostics: items.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Of entries of one name the first, with findings on the others. */
export function firstOfEachName<T>(
  { entries, diagnostics }: EntriesReading<T>,
  nameOf: (entry: T) => string,
  again: (entry: T, first: T) => readonly Diagnostic[],
): EntriesReading<T> {
  const first = new Map<string, T>();
  const found = [...diagnostics];
  for (const entry of entries) {
    const before = first.get(nameOf(entry));
    if (before === undefined) {
      first.set(nameOf(entry), entry);
    } else {
      found.push(...again(entry, before));
    }
  }
  return { entries: [...first.values()], diagnostics: found };
}
