import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { parseTier } from '../tiers';
import { Cursor, findingAt } from './cursor';
import { environmentRules } from './environmentRules';
import { readAlerts } from './readAlerts';
import { Found, isObject, readField, readFields } from './readFields';
import { readSelector } from './readSelector';
import { readSloOverlays } from './readSloOverlays';
import { EnvironmentEntry } from './specFields';
import { environmentRule } from './specRules';

interface Entry {
  readonly entry?: EnvironmentEntry;
  readonly diagnostics: readonly Diagnostic[];
}

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
  const read = list.value.map((_item, index) =>
    readEntry(list.at.child(index)),
  );
  const diagnostics = read.flatMap(each => each.diagnostics);
  const entries = new Map<string, EnvironmentEntry>();
  for (const { entry } of read) {
    const other = entry && entries.get(entry.name.value);
    if (entry && other === undefined) {
      entries.set(entry.name.value, entry);
    } else if (entry?.overlay || other?.overlay) {
      diagnostics.push(duplicate(entry as EnvironmentEntry));
    }
  }
  return {
    ...(entries.size > 0 && {
      found: { value: [...entries.values()], at: list.at },
    }),
    diagnostics,
  };
}

function readEntry(at: Cursor): Entry {
  if (!isObject(at.value)) {
    const { found, diagnostics } = readField(at, environmentRule);
    return { ...(found && { entry: { name: found } }), diagnostics };
  }
  const { fields, diagnostics } = readFields(at, environmentRules);
  const { name, service, dataSource } = fields;
  const selector = readSelector(fields.selector?.at);
  const alerts = readAlerts(fields.alerts?.at);
  const slos = readSloOverlays(fields.slos);
  const found = [
    ...diagnostics,
    ...selector.diagnostics,
    ...alerts.diagnostics,
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
        slos: slos.overlays,
        at,
      },
    },
    diagnostics: found,
  };
}

function nameless(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'missing-field',
    summary: 'The environment has no name.',
    detail: 'It is left out. Add name.',
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
