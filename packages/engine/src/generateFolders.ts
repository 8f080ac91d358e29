import {
  Diagnostic,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { generateStack } from './generateStack';
import { outputProblem } from './generators';
import { generatorsOf } from './generators/generatorsOf';
import {
  GenerationSettings,
  isScopeName,
  SCOPE_NAME_RULE,
  specIn,
  specPlace,
} from './spec';
import { quote } from './spec/diagnostics';

/**
 * A generated file, relative to its folder.
 *
 * @public
 */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/**
 * The generated files of one service in one environment.
 *
 * @public
 */
export interface GeneratedFolder {
  /** The service's name, followed by `/` and the environment where there are several. */
  readonly path: string;
  readonly environment: string;
  readonly files: readonly GeneratedFile[];
  /** The SLOs that the files are made from, with the environment's matcher in their selectors. */
  readonly slos: readonly Slo[];
}

/**
 * The files of a service as they would be committed, one folder for each environment. Same spec and settings, same
 * bytes. Findings start with those that are passed in. Environments become folders and label values: when one of them
 * cannot be, that is a finding and there are no folders.
 *
 * @public
 */
export function generateFolders(
  spec: ServiceSpec,
  settings: GenerationSettings,
  diagnostics: readonly Diagnostic[] = [],
): {
  readonly folders: readonly GeneratedFolder[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const broken = invalidEnvironments(spec, settings);
  if (broken.length > 0) {
    return { folders: [], diagnostics: unique([...diagnostics, ...broken]) };
  }
  const environments = [...new Set(spec.environments)];
  const known = new Set(settings.environments);
  const served = environments.every(each => known.has(each))
    ? [...known]
    : environments;
  const generators = generatorsOf(settings);
  const stacks = environments.map(environment =>
    generateStack(spec, generators, {
      environment,
      dataSource: {
        name: specIn(spec, environment).dataSource ?? '',
        default: true,
        environments: served,
        scrapeIntervalMs: settings.scrapeIntervalMs,
      },
      serviceLabel: settings.serviceLabel,
    }),
  );
  const several = stacks.length > 1;
  return {
    folders: stacks
      .filter(({ assets }) => assets.length > 0)
      .map(({ environment, assets, slos }) => ({
        path: several ? `${spec.name}/${environment}` : spec.name,
        environment,
        files: assets.map(({ path, content }) => ({ path, content })),
        slos,
      })),
    diagnostics: unique([
      ...diagnostics,
      ...unknownOutputs(settings),
      ...stacks.flatMap(stack => stack.diagnostics),
    ]),
  };
}

/** Environments that make no folder, of the spec and of the settings that it may have them from. */
function invalidEnvironments(
  spec: ServiceSpec,
  settings: GenerationSettings,
): readonly Diagnostic[] {
  const names = new Set([...spec.environments, ...settings.environments]);
  const path = 'environments';
  return [...names]
    .filter(name => !isScopeName(name))
    .map(name => ({
      severity: 'error',
      code: 'invalid-environment',
      path,
      summary: `${quote(name)} cannot be the name of an environment.`,
      detail: `Nothing is generated. It must be ${SCOPE_NAME_RULE}.`,
      ...specPlace(spec, path),
    }));
}

function unknownOutputs({
  outputs = [],
}: GenerationSettings): readonly Diagnostic[] {
  return outputs.flatMap((id, index) => {
    const summary = outputProblem(id);
    return summary === undefined
      ? []
      : [
          {
            severity: 'error' as const,
            code: 'unknown-output',
            path: `outputs[${index}]`,
            summary,
            detail: 'It is left out; the other files are generated.',
          },
        ];
  });
}

/** Environments share most of their findings. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map(
    diagnostics.map(diagnostic => [JSON.stringify(diagnostic), diagnostic]),
  );
  return [...seen.values()];
}
