import { Document } from 'yaml';
import { formatDuration, print } from '../../promql';
import { Rule, RuleGroup } from './rule';

function toYamlRule(rule: Rule): Record<string, unknown> {
  const expr = print(rule.expression);
  if (rule.kind === 'record') {
    return { record: rule.record, expr, labels: rule.labels };
  }
  return {
    alert: rule.alert,
    expr,
    ...(rule.forMs !== undefined && { for: formatDuration(rule.forMs) }),
    labels: rule.labels,
    annotations: rule.annotations,
  };
}

/** One YAML document with a comment on top; long lines stay whole, so that the bytes never depend on a width. */
export function printYaml(content: object, comment: string): string {
  const document = new Document(content, { aliasDuplicateObjects: false });
  document.commentBefore = ` ${comment}`;
  return document.toString({ lineWidth: 0 });
}

/** A Prometheus rule file. */
export function printRules(
  groups: readonly RuleGroup[],
  comment: string,
): string {
  return printYaml(
    {
      groups: groups.map(({ name, intervalMs, rules }) => ({
        name,
        interval: formatDuration(intervalMs),
        rules: rules.map(toYamlRule),
      })),
    },
    comment,
  );
}
