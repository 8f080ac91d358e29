import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { parseTier } from '../tiers';
import { Cursor, findingAt, placeOfMissing, writtenName } from './cursor';
import { environmentRule, environmentRules } from './environmentRules';
import { readAlerts } from './readAlerts';
import { EntryReading, firstOfEachName, readEntries } from './readEntries';
import { Found, isObject, readField, readFields } from './readFields';
import { readSections } from './readSections';
import { readSelector } from './readSelector';
import { readSloOverlays } from './readSloOverlays';
import { EnvironmentEntry } from './specFields';

/** The environments of a list, names or objects, each once; absent when none of them has a name. */
export function readEnvironmentEntries(
  list: Found<readonly unknown[]> | undefined,
): {
  readonly found?: Found<readonly EnvironmentEntry[]>;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (list === undefined) {
    return { diagnostics: [] };
  }
  const { entries, diagnostics } = firstOfEachName(
    readEntries(list, readEntry),
    ({ name }) => name.value,
    // a name alone may be said again
    (entry, first) =>
      entry.overlay || first.overlay ? [duplicate(entry)] : [],
  );
  return {
    ...(entries.length > 0 && { found: { value: entries, at: list.at } }),
    diagnostics,
  };
}

function readEntry(at: Cursor): EntryReading<EnvironmentEntry> {
  if (!isObject(at.value)) {
    const { found, diagnostics } = readField(at, environmentRule);
    return { ...(found && { entry: { name: found } }), diagnostics };
  }
  const { fields, diagnostics } = readFields(at, environmentRules);
  const { name, service, dataSource } = fields;
  const selector = readSelector(fields.selector?.at);
  const alerts = readAlerts(fields.alerts?.at);
  const { sections, diagnostics: onSections } = readSections({
    paging: fields.paging?.at,
    gate: fields.gate?.at,
  });
  const slos = readSloOverlays(fields.slos);
  const found = [
    ...diagnostics,
    ...selector.diagnostics,
    ...alerts.diagnostics,
    ...onSections,
    ...slos.diagnostics,
  ];
  if (name === undefined) {
    const absent = at.child('name').value === undefined;
    return { diagnostics: absent ? [...found, nameless(at)] : found };
  }
  const tier = fields.tier && parseTier(fields.tier.value);
  return {
    entry: {
      name,
      overlay: {
        ...(tier &&
          fields.tier && { tier: { value: tier, at: fields.tier.at } }),
        ...(service && { service: service.at }),
        ...(dataSource && { dataSource: dataSource.at }),
        ...(fields.selector && {
          selector: { value: selector.labels, at: fields.selector.at },
        }),
        alerts: alerts.alerts,
        ...sections,
        slos: slos.entries,
        at,
      },
    },
    diagnostics: found,
  };
}

function nameless(at: Cursor): Diagnostic {
  return findingAt(placeOfMissing(at, 'name'), {
    severity: 'error',
    code: 'missing-field',
    summary: 'The environment has no name.',
    detail: `It is left out. Add ${writtenName(at, 'name')}.`,
  });
}

function duplicate({ name }: EnvironmentEntry): Diagnostic {
  return findingAt(name.at.place(), {
    severity: 'error',
    code: 'duplicate-environment',
    summary: `The environment ${name.value} is there already.`,
    detail: 'The second one is left out. Put them together.',
  });
}
