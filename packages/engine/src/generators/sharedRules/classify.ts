import {
  Diagnostic,
  ServiceSpec,
  Sli,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, compareText, sha256 } from '../../hash';
import { mapSliSelectors } from '../../spec/mapSliSelectors';
import { identityOf, ownLabels } from '../prometheusRules/scopeLabels';
import { SloClass } from './sharedScope';
import { SloStack } from './sloStack';

/** An SLO of a stack that can share no rules, with what it belongs to. */
export interface LoneSlo {
  readonly spec: ServiceSpec;
  readonly slo: Slo;
  readonly environment: string;
}

interface Member extends LoneSlo {
  readonly ownLabels: Readonly<Record<string, string>>;
}

/** Sums over selectors, which can keep one more label. What an expression gives is not known from outside. */
const SHAREABLE: readonly Sli['kind'][] = [
  'ratio',
  'latency',
  'native-latency',
  'probe',
];

/** Whether all that the SLO counts is chosen by its own service's name, so that rows tell whose they are. */
function isShareable({ spec, slo }: LoneSlo, serviceLabel: string): boolean {
  if (!SHAREABLE.includes(slo.sli.kind)) {
    return false;
  }
  let isChosen = true;
  mapSliSelectors(slo.sli, selector => {
    const own = selector.matchers.filter(({ label }) => label === serviceLabel);
    isChosen &&=
      own.length === 1 && own[0].op === '=' && own[0].value === spec.service;
    return selector;
  });
  return isChosen && !slo.sli.groupBy.includes(serviceLabel);
}

/** What SLOs have in common that share rules: everything but the service, its entity and its team. */
function classKey(
  { spec, slo, environment, ownLabels: own }: Member,
  serviceLabel: string,
): string {
  const sli = mapSliSelectors(slo.sli, ({ metric, matchers }) => ({
    metric,
    matchers: matchers.filter(({ label }) => label !== serviceLabel),
  }));
  const { description, ...rest } = slo;
  return canonicalJson({
    ...{ ...rest, sli },
    environment,
    tier: spec.tier,
    own,
  });
}

/** Services spread over groups by their names, so that a new one moves none of the others. */
function spread(
  members: readonly Member[],
  servicesPerGroup: number,
): Member[][] {
  const groups: Member[][] = Array.from(
    { length: Math.ceil(members.length / servicesPerGroup) },
    () => [],
  );
  for (const member of members) {
    const hash = parseInt(sha256(member.spec.service).slice(0, 8), 16);
    groups[hash % groups.length].push(member);
  }
  return groups.filter(group => group.length > 0);
}

function classesOf(
  key: string,
  members: readonly Member[],
  servicesPerGroup: number,
): SloClass[] {
  const [{ slo, environment, spec, ownLabels: own }] = members;
  const name = [
    'nthlayer/shared',
    environment,
    slo.name,
    sha256(key).slice(0, 8),
  ].join('/');
  return spread(members, servicesPerGroup).map((group, index) => ({
    name: `${name}/${index}`,
    slo,
    environment,
    tier: spec.tier,
    ownLabels: own,
    services: group.map(member => member.spec),
  }));
}

function membersOf(stacks: readonly SloStack[]): {
  members: Member[];
  diagnostics: Diagnostic[];
} {
  const members = new Map<string, Member>();
  const diagnostics: Diagnostic[] = [];
  for (const { spec, slos, environment } of stacks) {
    for (const slo of slos) {
      const key = canonicalJson([environment, spec.service, slo.name]);
      const before = members.get(key);
      if (before) {
        diagnostics.push(duplicate(spec, slo, before.spec));
      } else {
        const own = ownLabels(spec, identityOf(slo.sli.groupBy));
        members.set(key, { spec, slo, environment, ownLabels: own });
      }
    }
  }
  const sorted = [...members]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, member]) => member);
  return { members: sorted, diagnostics };
}

function duplicate(
  spec: ServiceSpec,
  slo: Slo,
  other: ServiceSpec,
): Diagnostic {
  return {
    severity: 'error',
    code: 'duplicate-slo-series',
    path: `${spec.entityRef}.slos.${slo.name}`,
    summary: `${spec.entityRef} and ${other.entityRef} record the same series for ${slo.name}.`,
    detail: `Rules are made for ${other.entityRef} only. Give each its own service label.`,
  };
}

/** SLOs by what they have in common. The result does not depend on the order of the stacks, unless two claim one SLO. */
export function classify(
  stacks: readonly SloStack[],
  options: { readonly serviceLabel: string; readonly servicesPerGroup: number },
): { classes: SloClass[]; lone: LoneSlo[]; diagnostics: Diagnostic[] } {
  const { members, diagnostics } = membersOf(stacks);
  const byKey = new Map<string, Member[]>();
  const lone: LoneSlo[] = [];
  for (const member of members) {
    if (isShareable(member, options.serviceLabel)) {
      const key = classKey(member, options.serviceLabel);
      const others = byKey.get(key);
      if (others) {
        others.push(member);
      } else {
        byKey.set(key, [member]);
      }
    } else {
      lone.push(member);
    }
  }
  const classes = [...byKey]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([key, all]) => classesOf(key, all, options.servicesPerGroup));
  return { classes, lone, diagnostics };
}
