import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  builtInGenerators,
  generateStack,
  ruleOutputs,
} from '@nthlayer/engine';
import { parseAllDocuments, stringify } from 'yaml';
import { countText, markdownTable } from '../compare/markdownTable';
import { Report } from '../compare/Report';
import { cpuMs, exponentOf, median } from '../measures';
import { availabilitySpec } from '../rules/generateRules';

/** Everything about rules: for each system that evaluates them, their tests, routes of their alerts, and OpenSLO. */
const generators = [...builtInGenerators, ...ruleOutputs].filter(
  ({ id }) => id !== 'grafana-dashboard',
);

/** Numbers of services. */
export const GENERATION_SIZES: readonly number[] = [100, 1000, 10_000];
const REPEATS = 3;
const PAIRS = 11;
/** At most so many services are in a pair; where there are not so many, three pairs do. */
const PAIR_SERVICES = 40;
/** So that the first measurements are not those of code that is still being compiled; fewer where fewer are measured. */
const WARM_UP_SERVICES = 400;

function specsOf(count: number): ServiceSpec[] {
  return Array.from({ length: count }, (_, i) =>
    availabilitySpec({ name: `service-${i}`, target: 99.9 }),
  );
}

function outputsOf(spec: ServiceSpec): string[] {
  const { assets } = generateStack(spec, generators, {
    environment: 'production',
    dataSource: {
      name: '',
      default: true,
      environments: ['production'],
      scrapeIntervalMs: 15_000,
    },
    serviceLabel: 'service',
  });
  return assets.map(({ content }) => content);
}

/** Generating by printing: the same documents by the YAML library, measured in turn. */
function ratiosToPrinting(services: number): number[] {
  const specs = specsOf(services);
  const documents = specs.flatMap(spec =>
    outputsOf(spec).flatMap(content =>
      [...parseAllDocuments(content)].map(document => document.toJS()),
    ),
  );
  const generating = () => specs.forEach(spec => outputsOf(spec));
  const printing = () =>
    documents.forEach(document => stringify(document, { lineWidth: 0 }));
  printing();
  const pairs = services < PAIR_SERVICES ? 3 : PAIRS;
  return Array.from({ length: pairs }, (_, i) => {
    if (i % 2 === 0) {
      const first = cpuMs(generating);
      return first / cpuMs(printing);
    }
    const first = cpuMs(printing);
    return cpuMs(generating) / first;
  });
}

/** What it costs to make all rule outputs of many services, from parsed specs. */
export function compareGeneration(
  report: Report,
  sizes: readonly number[],
): void {
  const [example] = specsOf(1);
  const outputs = outputsOf(example);
  const bytes = outputs.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const largest = specsOf(Math.max(...sizes));
  specsOf(Math.min(WARM_UP_SERVICES, largest.length)).forEach(outputsOf);
  const ratios = ratiosToPrinting(Math.min(PAIR_SERVICES, largest.length));
  report.tell(`measured ${ratios.length} pairs`);

  const points = sizes.map(size => {
    const specs = largest.slice(0, size);
    const costs = Array.from({ length: REPEATS }, () =>
      cpuMs(() => specs.forEach(spec => outputsOf(spec))),
    );
    report.tell(`generated ${size} services ${REPEATS} times`);
    return [size, median(costs)] as const;
  });
  const sorted = [...ratios].sort((a, b) => a - b);
  report.add(
    'generation',
    markdownTable(
      ['From a parsed spec to all rule outputs', 'measured'],
      [
        [
          'files a service',
          `${outputs.length}, ${countText(bytes / 1024)} KiB`,
        ],
        [
          'CPU ÷ CPU of printing the same documents with `yaml`',
          `${median(ratios).toFixed(2)} (${sorted[0].toFixed(2)} to ${sorted[
            sorted.length - 1
          ].toFixed(2)})`,
        ],
        ...points.map(([size, cost]) => [
          `CPU of ${countText(size)} services`,
          `${(cost / size).toFixed(2)} ms each`,
        ]),
        [
          `exponent, ${countText(sizes[0])} → ${countText(
            sizes[sizes.length - 1],
          )} services`,
          exponentOf(points).toFixed(3),
        ],
      ],
    ),
  );
}
