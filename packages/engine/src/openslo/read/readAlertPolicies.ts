import {
  BurnAlertPolicy,
  Diagnostic,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../spec/diagnostics';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import {
  OpenSloAlertPolicy,
  OpenSloAlertPolicyItem,
  OpenSloAlertPolicySpec,
} from '../alertPolicy';
import { ObjectIndex } from '../objectIndex';
import { DeepPartial } from '../readDocument';
import { readAlertCondition } from './readAlertCondition';

/** The alerts that an SLO asks for. */
export interface AlertsReading {
  /** Absent when none is found: the usual ones are made. Empty when none of those found makes a burn-rate alert. */
  readonly policies?: readonly BurnAlertPolicy[];
  /** Where the SLO asks for each, by name. */
  readonly places: ReadonlyMap<string, Cursor>;
  /** Nobody wants to hear of missing data. */
  readonly isSilentWithoutData: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

interface Policy {
  readonly name: string;
  readonly spec: DeepPartial<OpenSloAlertPolicySpec>;
  readonly at: Cursor;
  /** Where the SLO asks for it. */
  readonly item: Cursor;
}

/** Reads the alert policies of an SLO, each inline or referred to. */
export function readAlertPolicies(
  items: readonly (DeepPartial<OpenSloAlertPolicyItem> | undefined)[],
  at: Cursor,
  index: ObjectIndex,
): AlertsReading {
  const found = items.flatMap(
    (item, position) =>
      (item && policyOf(item, at.child(position), index)) ?? [],
  );
  const read = found.map(policy => readPolicy(policy, index));
  const diagnostics = read.flatMap(each => each.diagnostics);
  const policies = read.flatMap(({ alert }) => alert ?? []);
  const silent =
    found.length > 0 &&
    found.every(({ spec }) => spec.alertWhenNoData === false);
  return {
    ...(found.length > 0 && { policies }),
    places: new Map(found.map(({ name, item }) => [name, item])),
    isSilentWithoutData: silent,
    diagnostics: silent
      ? [...diagnostics, noDataIsSilent(found[0].at)]
      : diagnostics,
  };
}

function policyOf(
  { alertPolicyRef, metadata, spec }: DeepPartial<OpenSloAlertPolicyItem>,
  at: Cursor,
  index: ObjectIndex,
): Policy | undefined {
  if (spec) {
    const name = metadata?.name;
    return name === undefined
      ? undefined
      : { name, spec, at: at.child('spec'), item: at };
  }
  const entry =
    alertPolicyRef === undefined
      ? undefined
      : index.find('AlertPolicy', alertPolicyRef);
  const value = entry?.value as DeepPartial<OpenSloAlertPolicy> | undefined;
  return (
    entry && {
      name: entry.name,
      spec: value?.spec ?? {},
      at: entry.at.child('spec'),
      item: at,
    }
  );
}

function readPolicy(
  { name, spec, at }: Policy,
  index: ObjectIndex,
): {
  readonly alert?: BurnAlertPolicy;
  readonly diagnostics: readonly Diagnostic[];
} {
  const notes = spec.alertWhenResolved ? [resolvedElsewhere(at)] : [];
  if (isQuiet(spec)) {
    return { diagnostics: [...notes, ...notWhenBreaching(spec, at)] };
  }
  const condition = readAlertCondition(
    spec.conditions?.[0],
    at.child('conditions').child(0),
    index,
  );
  const diagnostics = [...notes, ...condition.diagnostics];
  return condition.burn
    ? {
        alert: { name, ...condition.burn, targets: targetsOf(spec, index) },
        diagnostics,
      }
    : { diagnostics };
}

/** A policy that says when it alerts, and not while the condition holds. */
function isQuiet(spec: DeepPartial<OpenSloAlertPolicySpec>): boolean {
  const { alertWhenBreaching, alertWhenNoData, alertWhenResolved } = spec;
  return alertWhenBreaching === undefined
    ? Boolean(alertWhenNoData) || Boolean(alertWhenResolved)
    : !alertWhenBreaching;
}

/** Names of the targets; one that is not there has been told. */
function targetsOf(
  { notificationTargets = [] }: DeepPartial<OpenSloAlertPolicySpec>,
  index: ObjectIndex,
): readonly string[] {
  return notificationTargets.flatMap(target => {
    const { targetRef, metadata } = target ?? {};
    const isThere =
      targetRef !== undefined &&
      index.find('AlertNotificationTarget', targetRef) !== undefined;
    return (isThere ? targetRef : metadata?.name) ?? [];
  });
}

function notWhenBreaching(
  { alertWhenBreaching }: DeepPartial<OpenSloAlertPolicySpec>,
  at: Cursor,
): readonly Diagnostic[] {
  const place = at.child('alertWhenBreaching');
  return alertWhenBreaching === false
    ? []
    : [
        findingAt(place.place('key'), {
          severity: 'info',
          code: 'openslo-not-when-breaching',
          summary: 'The policy does not alert while its condition holds.',
          detail: 'Add alertWhenBreaching: true if it should.',
        }),
      ];
}

function resolvedElsewhere(at: Cursor): Diagnostic {
  const place = at.child('alertWhenResolved');
  return findingAt(place.place(), {
    severity: 'info',
    code: 'openslo-alert-when-resolved',
    summary: `${quote(place.name)} is not a matter of rules.`,
    detail:
      'Alertmanager tells of what is over, by send_resolved of a receiver.',
  });
}

function noDataIsSilent(at: Cursor): Diagnostic {
  return findingAt(at.child('alertWhenNoData').place(), {
    severity: 'info',
    code: 'openslo-silent-without-data',
    summary: 'No policy wants an alert when there is no data.',
    detail:
      'There is none for it then: a metric that vanishes is told by nobody. Remove alertWhenNoData for the usual alert.',
  });
}
