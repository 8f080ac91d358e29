import { Asset, Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DEFAULT_MIN_BAD_EVENTS } from '../../alerting';
import { canonicalJson, createAsset } from '../../hash';
import { recordableSlos } from '../prometheusRules/recordableSlos';
import { RuleGroup } from '../prometheusRules/rule';
import { RuleScope } from '../prometheusRules/ruleScope';
import { toYamlGroups } from '../prometheusRules/printRules';
import { printYaml } from '../prometheusRules/printYaml';
import { scopeRules } from '../prometheusRules/scopeRules';
import { serviceScopes } from '../prometheusRules/serviceRules';
import {
  mimirFormat,
  prometheusOperatorFormat,
  RuleFormat,
  victoriaMetricsFormat,
} from '../ruleFormats';
import { classify, LoneSlo } from './classify';
import { sharedScope, SloClass } from './sharedScope';
import { SloStack } from './sloStack';

const prometheusFormat: RuleFormat = {
  id: 'prometheus-rules',
  kind: 'prometheus-rules',
  title: 'Prometheus rules',
  path: 'rules.yaml',
  wrap: groups => ({ groups }),
};

/**
 * Systems that evaluate rules, each with a file of its own form.
 *
 * @public
 */
export type RuleFileFormat =
  | 'prometheus'
  | 'prometheus-operator'
  | 'mimir'
  | 'victoriametrics';

const FORMATS: Readonly<Record<RuleFileFormat, RuleFormat>> = {
  prometheus: prometheusFormat,
  'prometheus-operator': prometheusOperatorFormat,
  mimir: mimirFormat,
  victoriametrics: victoriaMetricsFormat,
};

/**
 * How the rules of many services are made.
 *
 * @public
 */
export interface SharedRulesOptions {
  /** Name of the label that tells services apart, usually `service`. */
  readonly serviceLabel: string;
  readonly scrapeIntervalMs: number;
  /** Fewest bad events in the long window for an alert that pages. Default 3. */
  readonly minBadEvents?: number;
  /** About how many services share a group. Default 1,000: larger groups have expressions of many kilobytes. */
  readonly servicesPerGroup?: number;
  /** Default `prometheus`. */
  readonly format?: RuleFileFormat;
  /** Of the Kubernetes object or of the ruler's namespace; a DNS subdomain. Default `nthlayer.shared`. */
  readonly name?: string;
}

/** What a tenant of Mimir may have unless its limits are raised. */
const MIMIR_GROUPS = 70;

function tooManyGroups(count: number): Diagnostic {
  return {
    severity: 'warning',
    code: 'many-rule-groups',
    path: 'groups',
    summary: `There are ${count} rule groups; a tenant of Mimir takes ${MIMIR_GROUPS} by default.`,
    detail:
      'Raise ruler_max_rule_groups_per_tenant, or let more services share a group.',
  };
}

function tooLarge({ title }: RuleFormat, characters: number): Diagnostic {
  const size = (characters / 1_000_000).toFixed(1);
  return {
    severity: 'warning',
    code: 'rules-object-too-large',
    path: 'groups',
    summary: `${title}: the object has ${size} MB, which Kubernetes may refuse.`,
    detail:
      'Let the services have rules of their own, or load the Prometheus rule file.',
  };
}

/** SLOs that share no rules with other services, those of one service together. */
function byService(lone: readonly LoneSlo[]): LoneSlo[][] {
  const services = new Map<string, LoneSlo[]>();
  for (const each of lone) {
    const key = canonicalJson([each.environment, each.spec.service]);
    services.set(key, [...(services.get(key) ?? []), each]);
  }
  return [...services.values()];
}

function scopesOf(
  found: {
    readonly classes: readonly SloClass[];
    readonly lone: readonly LoneSlo[];
  },
  serviceLabel: string,
): { scopes: RuleScope[]; diagnostics: Diagnostic[] } {
  const scopes: RuleScope[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const each of found.classes) {
    const recordable = recordableSlos([each.slo]);
    diagnostics.push(...recordable.diagnostics);
    scopes.push(...recordable.slos.map(() => sharedScope(each, serviceLabel)));
  }
  for (const own of byService(found.lone)) {
    const [{ spec, environment }] = own;
    const recordable = recordableSlos(
      own.map(({ slo }) => slo),
      spec.slos,
    );
    diagnostics.push(...recordable.diagnostics);
    scopes.push(...serviceScopes(spec, recordable.slos, environment));
  }
  return { scopes, diagnostics };
}

/**
 * The rules of many services in one file, for the owners of a metrics platform. SLOs that differ in their service only
 * share their rules, so that thousands fit into the limits of a ruler; each of the others has rules of its own. The
 * recorded series are the same as those of the files of the services. Load one or the other, never both.
 *
 * The file does not depend on the order of the stacks.
 *
 * @public
 */
export function generateSharedRules(
  stacks: readonly SloStack[],
  options: SharedRulesOptions,
): { assets: Asset[]; diagnostics: Diagnostic[] } {
  const { serviceLabel, scrapeIntervalMs, servicesPerGroup = 1000 } = options;
  const { minBadEvents = DEFAULT_MIN_BAD_EVENTS } = options;
  const found = classify(stacks, {
    serviceLabel,
    servicesPerGroup: Math.max(1, servicesPerGroup),
  });
  const { scopes, diagnostics } = scopesOf(found, serviceLabel);
  diagnostics.unshift(...found.diagnostics);
  const groups: RuleGroup[] = [];
  for (const scope of scopes) {
    const made = scopeRules(scope, { scrapeIntervalMs, minBadEvents });
    diagnostics.push(...made.diagnostics);
    groups.push(...made.rules.groups);
  }
  if (groups.length === 0) {
    return { assets: [], diagnostics };
  }
  if (groups.length > MIMIR_GROUPS) {
    diagnostics.push(tooManyGroups(groups.length));
  }
  const format = FORMATS[options.format ?? 'prometheus'];
  const asset = createAsset({
    id: format.id,
    kind: format.kind,
    title: format.title,
    path: format.path,
    mediaType: 'application/yaml',
    content: printYaml(
      format.wrap(toYamlGroups(groups), options.name ?? 'nthlayer.shared'),
      'Generated by NthLayer; changes are overwritten.',
    ),
  });
  if (asset.content.length > (format.mostCharacters ?? Infinity)) {
    diagnostics.push(tooLarge(format, asset.content.length));
  }
  return { assets: [asset], diagnostics };
}
