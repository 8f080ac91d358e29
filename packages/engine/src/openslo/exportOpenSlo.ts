import { canonicalJson } from '../hash';
import { createOpenSloAlertCondition } from './alertCondition';
import { createOpenSloAlertNotificationTarget } from './alertNotificationTarget';
import {
  createOpenSloAlertPolicy,
  OpenSloAlertPolicyItem,
  OpenSloAlertPolicySpec,
} from './alertPolicy';
import { OpenSloObject } from './openSloObject';
import { createOpenSloSli } from './sli';
import { OpenSloSlo } from './slo';

/**
 * The same objects with what is inside of them beside them, referred to by name: the opposite of `inlineOpenSlo`. What
 * is the same stands once. Where two different things have one name, the second stays where it is.
 *
 * @public
 */
export function exportOpenSlo(
  objects: readonly OpenSloObject[],
): readonly OpenSloObject[] {
  const byName = new Map(objects.map(object => [keyOf(object), object]));
  const added: OpenSloObject[] = [];
  const exported = objects.map(object => {
    switch (object.kind) {
      case 'SLO':
        return exportSlo(object);
      case 'AlertPolicy':
        return { ...object, spec: exportPolicy(object.spec) };
      default:
        return object;
    }
  });
  return [...exported, ...added];

  /** Whether an object stands beside the others now. */
  function add(object: OpenSloObject): boolean {
    const before = byName.get(keyOf(object));
    if (before === undefined) {
      byName.set(keyOf(object), object);
      added.push(object);
    }
    return (
      before === undefined || canonicalJson(before) === canonicalJson(object)
    );
  }

  function exportSlo(slo: OpenSloSlo): OpenSloSlo {
    const { objectives, alertPolicies } = slo.spec;
    return {
      ...slo,
      spec: {
        ...withoutIndicator(slo.spec),
        ...(objectives && { objectives: objectives.map(withoutIndicator) }),
        ...(alertPolicies && {
          alertPolicies: alertPolicies.map(exportPolicyItem),
        }),
      },
    };
  }

  function withoutIndicator<
    T extends Pick<OpenSloSlo['spec'], 'indicator' | 'indicatorRef'>,
  >(holder: T): T {
    const { indicator, ...rest } = holder;
    return indicator &&
      add(createOpenSloSli(indicator.metadata, indicator.spec))
      ? ({ ...rest, indicatorRef: indicator.metadata.name } as unknown as T)
      : holder;
  }

  function exportPolicyItem(
    item: OpenSloAlertPolicyItem,
  ): OpenSloAlertPolicyItem {
    const { metadata, spec } = item;
    if (!metadata || !spec) {
      return item;
    }
    const policy = createOpenSloAlertPolicy(metadata, exportPolicy(spec));
    return add(policy) ? { alertPolicyRef: metadata.name } : item;
  }

  function exportPolicy(spec: OpenSloAlertPolicySpec): OpenSloAlertPolicySpec {
    return {
      ...spec,
      conditions: spec.conditions.map(item =>
        item.metadata &&
        item.spec &&
        add(createOpenSloAlertCondition(item.metadata, item.spec))
          ? { conditionRef: item.metadata.name }
          : item,
      ),
      notificationTargets: spec.notificationTargets.map(item =>
        item.metadata &&
        item.spec &&
        add(createOpenSloAlertNotificationTarget(item.metadata, item.spec))
          ? { targetRef: item.metadata.name }
          : item,
      ),
    };
  }
}

function keyOf({ kind, metadata }: OpenSloObject): string {
  return `${kind} ${metadata.name}`;
}
