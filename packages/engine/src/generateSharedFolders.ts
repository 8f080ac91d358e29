import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { dnsLabel } from './dnsLabel';
import { GeneratedFile } from './generateFolders';
import { generateSharedRules, RuleFileFormat, SloStack } from './generators';
import { sharedAlertmanager } from './generators/alertmanager';
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

const RULES = 'rules';

/** Makes a file of the stacks of one environment. */
type Maker = (
  stacks: readonly SloStack[],
  environment: string,
  settings: GenerationSettings,
) => {
  readonly content?: string;
  readonly diagnostics: readonly Diagnostic[];
};

function rulesAs(format: RuleFileFormat): Maker {
  return (stacks, environment, { serviceLabel, scrapeIntervalMs }) => {
    const { assets, diagnostics } = generateSharedRules(stacks, {
      serviceLabel,
      scrapeIntervalMs,
      format,
      name: `nthlayer.shared.${dnsLabel(environment)}`,
    });
    return { content: assets[0]?.content, diagnostics };
  };
}

/** By the name of the folder, which is also the id of the output that asks for it. */
const MAKERS: Readonly<Record<string, Maker>> = {
  [RULES]: rulesAs('prometheus'),
  'prometheus-operator-rules': rulesAs('prometheus-operator'),
  'mimir-rules': rulesAs('mimir'),
  'victoriametrics-rules': rulesAs('victoriametrics'),
  alertmanager: (stacks, environment) => ({
    content: sharedAlertmanager(stacks, environment),
    diagnostics: [],
  }),
};

/**
 * Names of the folders of shared files: `rules`, and one for each output that is asked for. Empty unless the layout
 * is `shared`.
 *
 * @public
 */
export function sharedFolderNames({
  layout,
  outputs = [],
}: GenerationSettings): readonly string[] {
  return layout === 'shared'
    ? Object.keys(MAKERS).filter(id => id === RULES || outputs.includes(id))
    : [];
}

/**
 * The rules of many services as they would be committed, and what an Alertmanager needs for them where that is asked
 * for: a file for each environment, in a folder for each format. Environments never share a file, so that each can be
 * loaded where it belongs.
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
  // formats share most of their findings
  const diagnostics = new Map<string, Diagnostic>();
  const environments = byEnvironment(stacks);
  const folders = sharedFolderNames(settings).map(path => ({
    path,
    files: environments.flatMap(([environment, members]) => {
      const made = MAKERS[path](members, environment, settings);
      made.diagnostics.forEach(each =>
        diagnostics.set(JSON.stringify(each), each),
      );
      const { content } = made;
      return content === undefined
        ? []
        : [{ path: `${environment}.yaml`, content }];
    }),
  }));
  return {
    folders: folders.filter(({ files }) => files.length > 0),
    diagnostics: [...diagnostics.values()],
  };
}

function byEnvironment(
  stacks: readonly SloStack[],
): readonly (readonly [string, readonly SloStack[]])[] {
  const found = new Map<string, SloStack[]>();
  for (const stack of stacks) {
    const others = found.get(stack.environment);
    if (others) {
      others.push(stack);
    } else {
      found.set(stack.environment, [stack]);
    }
  }
  return [...found].sort(([a], [b]) => compareText(a, b));
}
