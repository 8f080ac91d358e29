import {
  Asset,
  Diagnostic,
  ReliabilityStack,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { DEFAULT_MIN_BAD_EVENTS } from './alerting';
import { checkAsset } from './checkAsset';
import { canonicalJson, sha256 } from './hash';
import { Generator, GeneratorContext } from './ports';
import { DataSourceInfo, slosIn, specIn, specPlace } from './spec';

/**
 * Which stack of a spec to generate, and what for.
 *
 * @public
 */
export interface GenerateStackOptions {
  readonly environment: string;
  readonly dataSource: DataSourceInfo & { readonly scrapeIntervalMs: number };
  /** Name of the label that tells services apart, usually `service`. */
  readonly serviceLabel: string;
  /** Fewest bad events in the long window for an alert that pages. Default 3. */
  readonly minBadEvents?: number;
  /** Findings of the reading of the spec; they go first. */
  readonly diagnostics?: readonly Diagnostic[];
}

/**
 * What one generator has made of a spec in one environment.
 *
 * @public
 */
export interface GeneratedAssets {
  /** Of the generator. */
  readonly id: string;
  readonly assets: readonly Asset[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Everything that the generators make of a spec in one environment, in their order. What one of them cannot do is a
 * finding; the others are not touched by it. Same input, same revision.
 *
 * @public
 */
export function generateStack(
  service: ServiceSpec,
  generators: readonly Generator[],
  options: GenerateStackOptions,
): ReliabilityStack {
  const made = runGenerators(service, generators, options);
  return assembleStack(service, made, options);
}

/**
 * What each of the generators makes, in their order. What one of them throws is its finding.
 *
 * @public
 */
export function runGenerators(
  service: ServiceSpec,
  generators: readonly Generator[],
  options: GenerateStackOptions,
): readonly GeneratedAssets[] {
  const { environment, dataSource } = options;
  const spec = specIn(service, environment);
  const context: GeneratorContext = {
    environment,
    slos: slosIn(service, environment, dataSource),
    serviceLabel: options.serviceLabel,
    scrapeIntervalMs: dataSource.scrapeIntervalMs,
    minBadEvents: options.minBadEvents ?? DEFAULT_MIN_BAD_EVENTS,
  };
  return generators.map(generator => runGenerator(generator, spec, context));
}

/**
 * The stack of what generators have made. Of assets that cannot stand beside each other the first one stays.
 *
 * @public
 */
export function assembleStack(
  service: ServiceSpec,
  made: readonly GeneratedAssets[],
  options: GenerateStackOptions,
): ReliabilityStack {
  const { environment, dataSource } = options;
  const spec = specIn(service, environment);
  const slos = slosIn(service, environment, dataSource);
  const assets: Asset[] = [];
  const found: Diagnostic[] = [];
  for (const each of made) {
    found.push(...each.diagnostics);
    for (const asset of each.assets) {
      const problem = checkAsset(asset, assets, each.id);
      if (problem) {
        found.push(problem);
      } else {
        assets.push(asset);
      }
    }
  }
  if (assets.length === 0) {
    found.push(nothingGenerated(spec, made.length));
  }
  const diagnostics = [
    ...(options.diagnostics ?? []),
    ...found.map(each => placedIn(spec, each)),
  ];
  const revision = revisionOf({ spec, environment, slos, assets });
  return { spec, environment, slos, assets, diagnostics, revision };
}

function runGenerator(
  generator: Generator,
  spec: ServiceSpec,
  context: GeneratorContext,
): GeneratedAssets {
  const { id } = generator;
  try {
    const { assets, diagnostics } = generator.generate(spec, context);
    // a generator's own hash may be wrong
    const hashed = assets.map(asset => ({
      ...asset,
      sha256: sha256(asset.content),
    }));
    return { id, assets: hashed, diagnostics };
  } catch (error) {
    const failed: Diagnostic = {
      severity: 'error',
      code: 'generator-failed',
      path: `generators["${id}"]`,
      summary: `The generator ${id} failed; its assets are missing.`,
      detail: error instanceof Error ? error.message : String(error),
    };
    return { id, assets: [], diagnostics: [failed] };
  }
}

/** Generators know the spec, not the file that says it. */
function placedIn(spec: ServiceSpec, diagnostic: Diagnostic): Diagnostic {
  return diagnostic.position
    ? diagnostic
    : { ...diagnostic, ...specPlace(spec, diagnostic.path) };
}

function nothingGenerated(
  { slos }: ServiceSpec,
  generators: number,
): Diagnostic {
  return {
    severity: 'error',
    code: 'nothing-generated',
    path: 'assets',
    summary: 'Nothing was generated.',
    detail: whyNothing(slos.length, generators),
  };
}

function whyNothing(slos: number, generators: number): string {
  if (generators === 0) {
    return 'There is no generator. Install the module of one.';
  }
  return slos === 0
    ? 'The service has no SLOs.'
    : 'The other findings on the service say why; mend them first.';
}

function revisionOf(
  stack: Omit<ReliabilityStack, 'diagnostics' | 'revision'>,
): string {
  const { spec, environment, slos } = stack;
  const assets = stack.assets.map(({ content, ...described }) => described);
  return sha256(canonicalJson({ spec, environment, slos, assets }));
}
