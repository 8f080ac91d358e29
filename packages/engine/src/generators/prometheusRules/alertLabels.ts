import { literal } from './goTemplate';
import { RuleScope } from './ruleScope';

function templates(
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name, literal(value)]),
  );
}

/** Labels of an alert of these SLOs; none of the user's can replace one of ours. */
export function alertLabels(
  scope: RuleScope,
  slos: RuleScope['slos'],
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...templates(scope.labels(slos)),
    ...own,
    ...templates(scope.ownLabels),
  };
}
