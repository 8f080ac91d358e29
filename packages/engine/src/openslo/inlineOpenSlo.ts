import { OpenSloAlertPolicySpec } from './alertPolicy';
import { OpenSloKind, OpenSloObject } from './openSloObject';
import { OpenSloMetric, OpenSloSliSpec } from './sli';
import { OpenSloSlo } from './slo';

type ObjectOf<K extends OpenSloKind> = Extract<
  OpenSloObject,
  { readonly kind: K }
>;

/**
 * The same objects with what they refer to inside of them: SLIs, alert policies, conditions and targets. A metric that
 * names a data source gets its type. Objects that are inside of others now are left out; services and data sources,
 * which cannot be inside of anything, stay. A reference that leads nowhere stays as well: `parseOpenSlo` tells of it.
 *
 * @public
 */
export function inlineOpenSlo(
  objects: readonly OpenSloObject[],
): readonly OpenSloObject[] {
  const used = new Set<OpenSloObject>();
  const inlined = objects.map(object => {
    switch (object.kind) {
      case 'SLO':
        return inlineSlo(object);
      case 'SLI':
        return { ...object, spec: inlineSli(object.spec) };
      case 'AlertPolicy':
        return { ...object, spec: inlinePolicy(object.spec) };
      default:
        return object;
    }
  });
  return inlined.filter((_object, index) => !used.has(objects[index]));

  function find<K extends OpenSloKind>(
    kind: K,
    name: string | undefined,
  ): ObjectOf<K> | undefined {
    const found = objects.find(
      each => each.kind === kind && each.metadata.name === name,
    );
    if (found && kind !== 'DataSource') {
      used.add(found);
    }
    return found as ObjectOf<K> | undefined;
  }

  function inlineSlo(slo: OpenSloSlo): OpenSloSlo {
    const { objectives, alertPolicies } = slo.spec;
    return {
      ...slo,
      spec: {
        ...withIndicator(slo.spec),
        ...(objectives && { objectives: objectives.map(withIndicator) }),
        ...(alertPolicies && {
          alertPolicies: alertPolicies.map(item => {
            const policy = item.spec
              ? item
              : find('AlertPolicy', item.alertPolicyRef);
            return policy?.spec
              ? {
                  ...inline('AlertPolicy', policy),
                  spec: inlinePolicy(policy.spec),
                }
              : item;
          }),
        }),
      },
    };
  }

  function withIndicator<
    T extends Pick<OpenSloSlo['spec'], 'indicator' | 'indicatorRef'>,
  >(holder: T): T {
    const { indicatorRef, ...rest } = holder;
    const sli = holder.indicator ?? find('SLI', indicatorRef);
    if (!sli) {
      return holder;
    }
    const { metadata, spec } = sli;
    return { ...rest, indicator: { metadata, spec: inlineSli(spec) } } as T;
  }

  function inlineSli(spec: OpenSloSliSpec): OpenSloSliSpec {
    const { thresholdMetric, ratioMetric } = spec;
    const metrics = ['good', 'bad', 'total', 'raw'] as const;
    return {
      ...spec,
      ...(thresholdMetric && { thresholdMetric: typed(thresholdMetric) }),
      ...(ratioMetric && {
        ratioMetric: {
          ...ratioMetric,
          ...Object.fromEntries(
            metrics.flatMap(name => {
              const metric = ratioMetric[name];
              return metric ? [[name, typed(metric)]] : [];
            }),
          ),
        },
      }),
    };
  }

  function typed(metric: OpenSloMetric): OpenSloMetric {
    const { metricSourceRef, type } = metric.metricSource;
    const source = type ? undefined : find('DataSource', metricSourceRef);
    return source
      ? { metricSource: { ...metric.metricSource, type: source.spec.type } }
      : metric;
  }

  function inlinePolicy(spec: OpenSloAlertPolicySpec): OpenSloAlertPolicySpec {
    return {
      ...spec,
      conditions: spec.conditions.map(item => {
        const found = item.spec
          ? undefined
          : find('AlertCondition', item.conditionRef);
        return found ? inline('AlertCondition', found) : item;
      }),
      notificationTargets: spec.notificationTargets.map(item => {
        const found = item.spec
          ? undefined
          : find('AlertNotificationTarget', item.targetRef);
        return found ? inline('AlertNotificationTarget', found) : item;
      }),
    };
  }
}

function inline<K extends string, M, S>(
  kind: K,
  { metadata, spec }: { readonly metadata?: M; readonly spec?: S },
): { readonly kind: K; readonly metadata: M; readonly spec: S } {
  return { kind, metadata: metadata as M, spec: spec as S };
}
