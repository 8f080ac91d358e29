import { parse } from 'yaml';
import { builtInGenerators, ruleOutputs } from '..';
import { apiService } from '../prometheusRules/__testUtils__/apiService';
import { prometheusRulesGenerator } from '../prometheusRules';

const { spec, context } = apiService();
const groups = parse(
  prometheusRulesGenerator.generate(spec, context).assets[0].content,
).groups;

function assetOf(id: string, of = spec) {
  const generator = ruleOutputs.find(each => each.id === id);
  const { assets = [] } = generator?.generate(of, context) ?? {};
  return { ...assets[0], content: parse(assets[0].content) };
}

describe('rules for other systems', () => {
  it('are made where they are asked for', () => {
    expect(ruleOutputs.map(({ id }) => id)).toEqual([
      'prometheus-operator-rules',
      'mimir-rules',
      'victoriametrics-rules',
      'alertmanager',
    ]);
    expect(builtInGenerators).not.toEqual(
      expect.arrayContaining([...ruleOutputs]),
    );
  });

  it.each([
    [
      'prometheus-operator-rules',
      'prometheusrule.yaml',
      'monitoring.coreos.com/v1',
      'PrometheusRule',
    ],
    [
      'victoriametrics-rules',
      'vmrule.yaml',
      'operator.victoriametrics.com/v1beta1',
      'VMRule',
    ],
  ])('are objects of Kubernetes: %s', (id, path, apiVersion, kind) => {
    const asset = assetOf(id);
    expect([asset.kind, asset.path]).toEqual([id, path]);
    expect(asset.content).toEqual({
      apiVersion,
      kind,
      metadata: {
        name: 'nthlayer.payment-api.production',
        labels: { 'app.kubernetes.io/managed-by': 'nthlayer' },
      },
      spec: { groups },
    });
  });

  it('are a namespace of a ruler', () => {
    expect(assetOf('mimir-rules').content).toEqual({
      namespace: 'nthlayer.payment-api.production',
      groups,
    });
  });

  it('have a name that Kubernetes takes, whatever the service is called', () => {
    const name = 'Über_Service.v2'.repeat(10);
    const { metadata } = assetOf('victoriametrics-rules', {
      ...spec,
      name,
    }).content;
    expect(metadata.name).toMatch(
      /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    );
    expect(metadata.name.length).toBeLessThan(150);
  });

  it('are not made without SLOs', () => {
    for (const generator of ruleOutputs) {
      expect(generator.generate(spec, { ...context, slos: [] }).assets).toEqual(
        [],
      );
    }
  });
});
