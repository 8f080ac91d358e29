import {
  BudgetingMethod,
  Diagnostic,
  Provenance,
  Sli,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { nominalWindowMs } from '../../alerting/windowLength';
import { dnsLabel } from '../../dnsLabel';
import { Cursor, Place } from '../../spec/specFile/cursor';
import { NamedEntry, ObjectIndex } from '../objectIndex';
import { DeepPartial } from '../readDocument';
import { checkReferences } from '../references';
import { OpenSloSlo } from '../slo';
import { describeObjective } from './describeObjective';
import { fieldsWithoutEffect } from './fieldsWithoutEffect';
import { isCompositeSlo } from './isCompositeSlo';
import { ofLeftOut } from './leftOut';
import {
  Component,
  compositeFormula,
  compositeSli,
  compositeTarget,
  namedComponents,
} from './readComposite';
import { AlertsReading, readAlertPolicies } from './readAlertPolicies';
import { IndicatorReading } from './readIndicator';
import { Objective, readObjectives } from './readObjectives';
import { readTimeWindow, TimeWindowReading } from './readTimeWindow';
import { indicatorOf, sliOf } from './sliOfObjective';

/** An SLO that a user wrote, and where its values came from, by path. */
export interface UserSlo {
  readonly slo: Slo;
  readonly place: Place;
  readonly provenance: Readonly<Record<string, Provenance>>;
}

/** What is read of one OpenSLO object. */
export interface SloReading {
  readonly slos: readonly UserSlo[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What all SLOs of one OpenSLO object have in common. */
interface Parts {
  readonly entry: NamedEntry;
  readonly value: DeepPartial<OpenSloSlo>;
  readonly window: TimeWindowReading;
  readonly method: BudgetingMethod;
  readonly alerts: AlertsReading;
  /** Each objective is told apart by its own name. */
  readonly several: boolean;
}

/**
 * The SLOs of one OpenSLO object: one for each objective, and one more for a composite. Empty when nothing of it can be
 * measured; the findings say why.
 */
export function readSlo(
  entry: NamedEntry,
  options: SloSurroundings,
): SloReading {
  const { index } = options;
  const value = entry.value as DeepPartial<OpenSloSlo>;
  const at = entry.at.child('spec');
  const { spec = {} } = value;
  const written = at.child('objectives');
  const window = readTimeWindow(
    spec.timeWindow?.[0],
    at.child('timeWindow').child(0),
  );
  const method = spec.budgetingMethod ?? 'Occurrences';
  const objectives = readObjectives(spec.objectives ?? [], written, {
    method,
    windowMs: nominalWindowMs(window.window),
  });
  const count = Array.isArray(written.value) ? written.value.length : 0;
  const isComposite = isCompositeSlo(entry);
  const alerts = readAlertPolicies(
    spec.alertPolicies ?? [],
    at.child('alertPolicies'),
    index,
  );
  const parts: Parts = {
    alerts,
    entry,
    value,
    window,
    method,
    several: count > 1 || isComposite,
  };
  const hasTwoLevels = isComposite && (spec.indicator ?? spec.indicatorRef);
  const usable = hasTwoLevels ? [] : objectives.objectives;
  const built = isComposite
    ? compositeSlos(usable, parts, options)
    : simpleSlos(usable, parts, options);
  const diagnostics = [
    ...withoutMinute(entry.findings, window),
    ...checkReferences(entry, index),
    ...fieldsWithoutEffect(entry, index),
    ...window.diagnostics,
    ...alerts.diagnostics,
    ...objectives.diagnostics,
    ...built.diagnostics,
  ];
  return {
    slos: built.slos,
    diagnostics: built.slos.length > 0 ? diagnostics : ofLeftOut(diagnostics),
  };
}

/** What an SLO is read with. */
export interface SloSurroundings {
  readonly index: ObjectIndex;
  readonly serviceLabel: string;
  /** SLOs of the file, by name, that composites may be made of. */
  readonly known: ReadonlyMap<string, Slo>;
}

/** What is refused is not warned of as well. */
function withoutMinute(
  findings: readonly Diagnostic[],
  { diagnostics }: TimeWindowReading,
): readonly Diagnostic[] {
  return diagnostics.some(({ code }) => code === 'invalid-window')
    ? findings.filter(({ code }) => code !== 'openslo-minute-window')
    : findings;
}

/** The SLI of all objectives is the one of the SLO. */
function simpleSlos(
  objectives: readonly Objective[],
  parts: Parts,
  { index, serviceLabel }: SloSurroundings,
): SloReading {
  const at = parts.entry.at.child('spec');
  const indicator = indicatorOf(
    parts.value.spec ?? {},
    at,
    index,
    serviceLabel,
  );
  return withSlis(objectives, parts, indicator ? () => indicator : undefined);
}

/** Each objective has an SLI of its own, and the SLO is made of them. */
function compositeSlos(
  objectives: readonly Objective[],
  parts: Parts,
  { index, serviceLabel, known }: SloSurroundings,
): SloReading {
  const { entry, value, method } = parts;
  const read = objectives.map(objective => {
    const sli = indicatorOf(objective.value, objective.at, index, serviceLabel);
    return withSlis([objective], parts, sli ? () => sli : undefined);
  });
  const own = read.flatMap(({ slos }, position): Component[] =>
    slos.map(({ slo }) => ({ slo, objective: objectives[position] })),
  );
  const named = namedComponents(value.metadata, own, known, entry.at);
  const components = named.components ?? own;
  // what there is to say of others has been said
  const added = named.components ? [] : read;
  const diagnostics = [
    ...added.flatMap(each => each.diagnostics),
    ...named.diagnostics,
  ];
  const written = value.spec?.objectives?.length ?? 0;
  if (components.length === 0 || components.length < written) {
    return { slos: [], diagnostics };
  }
  const sli = compositeSli(components, method);
  const target = compositeTarget(value.metadata, components, entry.at);
  const [first] = objectives;
  const composite = sloOf(
    { ...first, objective: target.target, displayName: undefined },
    { sli, at: entry.at.child('spec').child('objectives') },
    { ...parts, several: false },
  );
  return {
    slos: [...added.flatMap(({ slos }) => slos), composite],
    diagnostics: [
      ...diagnostics,
      ...target.diagnostics,
      compositeFormula(sli, entry.at),
    ],
  };
}

function withSlis(
  objectives: readonly Objective[],
  parts: Parts,
  indicator: (() => IndicatorReading) | undefined,
): SloReading {
  const found = indicator?.();
  if (found === undefined) {
    return { slos: [], diagnostics: [] };
  }
  const read = sliOf(found, objectives, parts.method);
  return {
    slos: read.slis.map(({ sli, objective }) =>
      sloOf(objective, { sli, at: found.at }, parts),
    ),
    diagnostics: [...found.diagnostics, ...read.diagnostics],
  };
}

function sloOf(
  {
    at: objectiveAt,
    number,
    label,
    displayName: own,
    objective,
    slices,
  }: Objective,
  { sli, at: sliAt }: { readonly sli: Sli; readonly at: Cursor },
  { entry, value, window, method, alerts, several }: Parts,
): UserSlo {
  const { name, at } = entry;
  const sloName = several ? dnsLabel(`${name}-${label}`) : name;
  const title = value.metadata?.displayName || name;
  const methodAt = at.child('spec').child('budgetingMethod');
  return {
    slo: {
      name: sloName,
      displayName: several ? `${title}: ${own ?? number}` : own ?? title,
      description:
        value.spec?.description?.trim() ||
        describeObjective(objective.value, method),
      objective: objective.value,
      window: window.window,
      method,
      ...(slices && { slices }),
      noData: 'ignore',
      sli,
      ...alertsOf(alerts),
    },
    place: (several
      ? objectiveAt.child('displayName')
      : at.child('metadata').child('name')
    ).place(),
    provenance: {
      [`slos.${sloName}.objective`]: objective.at.provenance(),
      [`slos.${sloName}.window`]: window.at?.provenance() ?? standard,
      [`slos.${sloName}.method`]: methodAt.provenance(),
      ...(slices && {
        [`slos.${sloName}.slices`]: objective.at.provenance(),
      }),
      [`slos.${sloName}.noData`]: standard,
      ...(alerts.policies && policyProvenance(sloName, alerts, at)),
      [`slos.${sloName}.sli`]: sliAt.provenance(),
    },
  };
}

function policyProvenance(
  slo: string,
  { places }: AlertsReading,
  at: Cursor,
): Readonly<Record<string, Provenance>> {
  const path = `slos.${slo}.alerts.policies`;
  const list = at.child('spec').child('alertPolicies');
  return Object.fromEntries([
    [path, list.provenance()],
    ...[...places].map(([name, item]) => [
      `${path}.${name}`,
      item.provenance(),
    ]),
  ]);
}

/** What the SLO says of its alerts; nothing where they are the usual ones. */
function alertsOf({
  policies,
  isSilentWithoutData,
}: AlertsReading): Pick<Slo, 'alerts'> {
  return policies || isSilentWithoutData
    ? {
        alerts: {
          ...(isSilentWithoutData && { disabled: ['sli-missing'] }),
          ...(policies && { policies }),
        },
      }
    : {};
}

const standard: Provenance = { source: 'default', from: 'defaults of SLOs' };
