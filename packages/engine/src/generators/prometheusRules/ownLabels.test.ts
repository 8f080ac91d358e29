import { parse } from 'yaml';
import { generateFolders } from '../../generateFolders';
import {
  defaultGenerationSettings,
  readSpecFile,
  specContextOf,
} from '../../spec';

interface Rule {
  readonly alert?: string;
  readonly labels: Readonly<Record<string, string>>;
}

const text = `apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata: { name: pay }
spec:
  labels: { cost-centre: "42", note: "{{ $value }}", tier: mine }
`;

const [{ result }] = readSpecFile(
  { path: 'a.yaml', text },
  specContextOf(defaultGenerationSettings),
);
const files =
  result.kind === 'spec'
    ? generateFolders(result.spec, defaultGenerationSettings).folders[0].files
    : [];
const content = (path: string) =>
  files.find(file => file.path === path)?.content ?? '';

const rules: Rule[] = parse(content('rules.yaml')).groups.flatMap(
  (group: { rules: Rule[] }) => group.rules,
);

describe('labels of the user', () => {
  it('are on every alert, as Prometheus takes them', () => {
    const alerts = rules.filter(({ alert }) => alert !== undefined);
    expect(alerts).toHaveLength(4);
    for (const { labels } of alerts) {
      expect(labels).toMatchObject({
        cost_centre: '42',
        note: '{{"{"}}{{"{"}} $value }}',
        service: 'pay',
        tier: 'standard',
      });
    }
  });

  it('are on no recorded series', () => {
    const recordings = rules.filter(({ alert }) => alert === undefined);
    expect(recordings.length).toBeGreaterThan(4);
    for (const { labels } of recordings) {
      expect(Object.keys(labels)).not.toContain('cost_centre');
    }
  });

  it('are on OpenSLO objects under their own names', () => {
    const [service] = content('openslo.yaml').split('---\n');
    expect(parse(service).metadata.labels).toEqual({
      'cost-centre': '42',
      note: '{{ $value }}',
      environment: 'production',
      tier: 'standard',
    });
  });
});
