import { parse } from 'yaml';
import { generateFolders } from './generateFolders';
import { generateSharedFolders } from './generateSharedFolders';
import { SloStack } from './generators';
import {
  defaultGenerationSettings,
  GenerationSettings,
  readSpecFile,
  specContextOf,
} from './spec';

const shared: GenerationSettings = {
  ...defaultGenerationSettings,
  layout: 'shared',
};

function foldersOf(name: string, settings: GenerationSettings, spec = '{}') {
  const text = `apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
  const [{ result }] = readSpecFile(
    { path: 'nthlayer.yaml', text },
    specContextOf(settings),
  );
  if (result.kind !== 'spec') {
    throw new Error(`no spec: ${result.reason}`);
  }
  const { spec: service } = result;
  const { folders, diagnostics } = generateFolders(service, settings);
  const stacks: SloStack[] = folders.map(({ environment, slos }) => ({
    spec: service,
    environment,
    slos,
  }));
  return { folders, diagnostics, stacks };
}

const recorded = (content: string): string[] =>
  parse(content).groups.flatMap(({ rules }: { rules: { record?: string }[] }) =>
    rules.flatMap(({ record }) => record ?? []),
  );

describe('generateSharedFolders', () => {
  it('leaves services without rules, but with the findings on them', () => {
    const tight = '{ slos: [{ preset: availability, target: 1, window: 1h }] }';
    const settings = { ...shared, outputs: ['mimir-rules', 'alertmanager'] };
    const { folders, diagnostics } = foldersOf('pay', settings, tight);
    expect(folders[0].files.map(({ path }) => path)).toEqual([
      'openslo.yaml',
      'dashboard.json',
    ]);
    const alone = foldersOf('pay', { ...settings, layout: 'service' }, tight);
    expect(diagnostics.map(({ code }) => code)).toContain(
      'alert-window-too-long',
    );
    expect(alone.diagnostics).toEqual(diagnostics);
  });

  it('records for all services what each records for itself', () => {
    const stacks = ['pay', 'ship'].flatMap(
      name => foldersOf(name, shared).stacks,
    );
    const { folders, diagnostics } = generateSharedFolders(stacks, shared);
    expect(diagnostics).toEqual([]);
    expect(folders.map(({ path }) => path)).toEqual(['rules']);
    const [{ path, content }] = folders[0].files;
    expect(path).toBe('production.yaml');
    const [own] = foldersOf('pay', defaultGenerationSettings).folders;
    expect(new Set(recorded(content))).toEqual(
      new Set(recorded(own.files[1].content)),
    );
    expect(content).toContain('service=~"pay|ship"');
  });

  it('keeps environments and formats apart', () => {
    const settings: GenerationSettings = {
      ...shared,
      environments: ['us', 'eu'],
      outputs: ['victoriametrics-rules', 'mimir-rules', 'alertmanager'],
    };
    const { stacks } = foldersOf('pay', settings);
    const { folders } = generateSharedFolders(stacks, settings);
    expect(folders.map(({ path }) => path)).toEqual([
      'rules',
      'mimir-rules',
      'victoriametrics-rules',
      'alertmanager',
    ]);
    for (const { files } of folders) {
      expect(files.map(({ path }) => path)).toEqual(['eu.yaml', 'us.yaml']);
      expect(files[0].content).toContain('environment="eu"');
      expect(files[0].content).not.toContain('environment="us"');
    }
    const names = folders[1].files.map(
      ({ content }) => parse(content).namespace,
    );
    expect(names).toEqual(['nthlayer.shared.eu', 'nthlayer.shared.us']);
    expect(folders[2].files[0].content).toContain('kind: VMRule');
  });

  it('makes nothing unless it is asked for', () => {
    const { stacks } = foldersOf('pay', defaultGenerationSettings);
    expect(
      generateSharedFolders(stacks, defaultGenerationSettings).folders,
    ).toEqual([]);
    expect(generateSharedFolders([], shared).folders).toEqual([]);
  });

  it('does not let two services record one series', () => {
    const { stacks } = foldersOf('pay', shared);
    const { diagnostics } = generateSharedFolders(
      [...stacks, ...stacks],
      shared,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'duplicate-slo-series',
      'duplicate-slo-series',
    ]);
  });
});
