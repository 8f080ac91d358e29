import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import { didYouMean } from '../didYouMean';
import { resolveDependency } from '../resolveDependency';
import { Cursor, findingAt } from './cursor';
import {
  EntriesReading,
  EntryReading,
  firstOfEachName,
  readEntries,
} from './readEntries';
import { Found, isObject, readFields } from './readFields';
import { readSelector } from './readSelector';
import { DependencyEntry } from './specFields';
import { dependencyRules } from './dependencyRules';
import { KNOWN_TECHNOLOGIES } from './technologies';
import { LEFT_OUT, wrongType } from './wrongType';

/** The usable dependencies of a list. */
export function readDependencies(
  list: Found<readonly unknown[]> | undefined,
): EntriesReading<DependencyEntry> {
  return firstOfEachName(
    readEntries(list, readEntry),
    ({ dependency }) => dependency.name,
    entry => [duplicate(entry)],
  );
}

function readEntry(at: Cursor): EntryReading<DependencyEntry> {
  if (!isObject(at.value)) {
    const expected = 'a dependency, such as ref: resource:default/orders-db';
    return { diagnostics: [wrongType(at, expected)] };
  }
  const { fields, diagnostics } = readFields(at, dependencyRules);
  // the namespace decides nothing about the name
  const ref =
    fields.ref && resolveDependency(fields.ref.value, DEFAULT_NAMESPACE);
  if (fields.ref && ref === undefined) {
    diagnostics.push(invalidRef(fields.ref));
  }
  const name = fields.name?.value ?? ref?.name;
  const selector = readSelector(fields.selector?.at);
  const technology = fields.technology;
  diagnostics.push(
    ...selector.diagnostics,
    ...(technology ? unknownTechnology(technology) : []),
  );
  if (name === undefined) {
    const isBroken = ['ref', 'name'].some(field => isPresent(at.child(field)));
    return {
      diagnostics: isBroken ? diagnostics : [...diagnostics, nameless(at)],
    };
  }
  return {
    entry: {
      dependency: {
        name,
        ...(technology && { technology: technology.value }),
        selector: selector.labels,
      },
      ...(ref && { reference: fields.ref?.value }),
      at,
    },
    diagnostics,
  };
}

function isPresent({ value }: Cursor): boolean {
  return value !== undefined && value !== null;
}

function invalidRef({ value, at }: Found<string>): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'invalid-ref',
    summary: `${quote(value)} is not an entity reference.`,
    detail: `${LEFT_OUT} Write it like resource:default/orders-db.`,
  });
}

function nameless(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'missing-field',
    summary: 'The dependency has neither ref nor name.',
    detail:
      'It is left out. Add ref, or a name for what is not in the catalog.',
  });
}

function duplicate({ dependency, at }: DependencyEntry): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'duplicate-dependency',
    summary: `There is already a dependency called ${quote(dependency.name)}.`,
    detail:
      'The second one is left out. Remove it, or give it a name of its own.',
  });
}

function unknownTechnology({ value, at }: Found<string>): Diagnostic[] {
  if (KNOWN_TECHNOLOGIES.includes(value)) {
    return [];
  }
  const guess = didYouMean(value, KNOWN_TECHNOLOGIES);
  const hint = guess === undefined ? '' : `Did you mean ${guess}? `;
  return [
    findingAt(at.place(), {
      severity: 'info',
      code: 'unknown-technology',
      summary: `${quote(value)} is not a technology that we know.`,
      detail: `${hint}It is kept as it is. Known: ${KNOWN_TECHNOLOGIES.join(
        ', ',
      )}.`,
    }),
  ];
}
