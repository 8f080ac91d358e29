import { dnsLabel } from '../../dnsLabel';
import { createAsset } from '../../hash';
import { Generator } from '../../ports';
import { generatedComment, toYamlGroups } from '../prometheusRules/printRules';
import { printYaml } from '../prometheusRules/printYaml';
import { serviceRules } from '../prometheusRules/serviceRules';
import {
  mimirFormat,
  prometheusOperatorFormat,
  RuleFormat,
  victoriaMetricsFormat,
} from './ruleFormat';

/** What is wrong with the rules is said by the generator of the rule file itself. */
function ruleFormatGenerator(format: RuleFormat): Generator {
  const { id, kind, title, path } = format;
  return {
    id,
    generate(spec, context) {
      const { rules } = serviceRules(spec, context);
      if (rules.length === 0) {
        return { assets: [], diagnostics: [] };
      }
      const groups = toYamlGroups(rules.flatMap(each => each.groups));
      const name = [
        'nthlayer',
        dnsLabel(spec.name),
        dnsLabel(context.environment),
      ].join('.');
      const asset = createAsset({
        id,
        kind,
        title,
        path,
        mediaType: 'application/yaml',
        content: printYaml(format.wrap(groups, name), generatedComment(spec)),
      });
      return { assets: [asset], diagnostics: [] };
    },
  };
}

/**
 * The rules of a service as a `PrometheusRule` of `monitoring.coreos.com/v1`. The Prometheus Operator takes them where
 * its `ruleSelector` chooses the label `app.kubernetes.io/managed-by: nthlayer`.
 *
 * @public
 */
export const prometheusOperatorGenerator: Generator = ruleFormatGenerator(
  prometheusOperatorFormat,
);

/**
 * The rules of a service as a namespace of a Mimir or Cortex ruler, for `mimirtool rules sync`.
 *
 * @public
 */
export const mimirRulesGenerator: Generator = ruleFormatGenerator(mimirFormat);

/**
 * The rules of a service as a `VMRule` of `operator.victoriametrics.com/v1beta1`.
 *
 * @public
 */
export const victoriaMetricsRulesGenerator: Generator = ruleFormatGenerator(
  victoriaMetricsFormat,
);
