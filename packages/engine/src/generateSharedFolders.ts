import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { dnsLabel } from './dnsLabel';
import { GeneratedFile } from './generateFolders';
import { generateSharedRules, RuleFileFormat, SloStack } from './generators';
import { compareText } from './hash';
import { GenerationSettings } from './spec';

/**
 * Files that many services share.
 *
 * @public
 */
export interface SharedFolder {
  readonly path: string;
  readonly files: readonly GeneratedFile[];
}

const FOLDER = 'rules';

/** Formats by the id of the output that asks for them, which is also the name of their folder. */
const OUTPUT_FORMATS: Readonly<Record<string, RuleFileFormat>> = {
  'prometheus-operator-rules': 'prometheus-operator',
  'mimir-rules': 'mimir',
  'victoriametrics-rules': 'victoriametrics',
};

/**
 * Names of the folders of shared rules: `rules`, and one for each output that holds rules. Empty unless the layout is
 * `shared`.
 *
 * @public
 */
export function sharedFolderNames({
  layout,
  outputs = [],
}: GenerationSettings): readonly string[] {
  const asked = Object.keys(OUTPUT_FORMATS).filter(id => outputs.includes(id));
  return layout === 'shared' ? [FOLDER, ...asked] : [];
}

/**
 * The rules of many services as they would be committed: a file for each environment, in a folder for each format.
 * Rules of one environment never share a file with another's, so that each can be loaded where it belongs.
 *
 * @public
 */
export function generateSharedFolders(
  stacks: readonly SloStack[],
  settings: GenerationSettings,
): {
  readonly folders: readonly SharedFolder[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const byEnvironment = new Map<string, SloStack[]>();
  for (const stack of stacks) {
    const others = byEnvironment.get(stack.environment) ?? [];
    others.push(stack);
    byEnvironment.set(stack.environment, others);
  }
  const environments = [...byEnvironment].sort(([a], [b]) => compareText(a, b));
  // formats share most of their findings
  const diagnostics = new Map<string, Diagnostic>();
  const folders = sharedFolderNames(settings).map(path => ({
    path,
    files: environments.flatMap(([environment, members]) => {
      const made = generateSharedRules(members, {
        serviceLabel: settings.serviceLabel,
        scrapeIntervalMs: settings.scrapeIntervalMs,
        format: path === FOLDER ? 'prometheus' : OUTPUT_FORMATS[path],
        name: `nthlayer.shared.${dnsLabel(environment)}`,
      });
      made.diagnostics.forEach(each =>
        diagnostics.set(JSON.stringify(each), each),
      );
      return made.assets.map(({ content }) => ({
        path: `${environment}.yaml`,
        content,
      }));
    }),
  }));
  return {
    folders: folders.filter(({ files }) => files.length > 0),
    diagnostics: [...diagnostics.values()],
  };
}
