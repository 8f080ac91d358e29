import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  checkServices,
  defaultGenerationSettings,
  GenerationSettings,
  OpenSloProfile,
  SourceFile,
  specContextOf,
} from '@nthlayer/engine';
import { annotateText, EntitySelection } from '../annotate';
import {
  findServices,
  FoundServices,
  generatedFiles,
  GeneratedFiles,
} from '../services';
import { SourceSearch } from '../workspace';

/** What was found of the services of a workspace. */
export interface ReadServices {
  readonly entityRefs: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly passedOver: readonly string[];
}

function readServices(found: FoundServices): ReadServices {
  const { services, diagnostics, passedOver } = found;
  const entityRefs = services.map(({ spec }) => spec.entityRef);
  return { entityRefs, diagnostics, passedOver };
}

/** All that actions do on another thread; of the workspace they only read. */
export const actionTasks = {
  /** @throws InputError as of `findServices` */
  async validate({
    profile,
    ...search
  }: SourceSearch & {
    readonly profile?: OpenSloProfile;
  }): Promise<ReadServices> {
    const settings: GenerationSettings = {
      ...defaultGenerationSettings,
      ...(profile && { openSloProfile: profile }),
    };
    const found = await findServices(search, specContextOf(settings));
    const { services, diagnostics } = found;
    const onStacks = await checkServices(services, settings);
    return readServices({
      ...found,
      diagnostics: [...diagnostics, ...onStacks],
    });
  },

  /**
   * Where the services have errors, nothing is generated.
   *
   * @throws InputError as of `findServices`
   */
  async generate({
    search,
    settings,
    folder,
  }: {
    readonly search: SourceSearch;
    readonly settings: GenerationSettings;
    readonly folder: string;
  }): Promise<ReadServices & { readonly generated: GeneratedFiles }> {
    const found = await findServices(search, specContextOf(settings));
    const broken = found.diagnostics.some(
      ({ severity }) => severity === 'error',
    );
    const services = broken ? [] : found.services;
    const generated = generatedFiles(services, settings, folder);
    return { ...readServices(found), generated };
  },

  /** @throws InputError as of `annotateText` */
  annotate({
    file,
    selection,
    annotations,
  }: {
    readonly file: SourceFile;
    readonly selection: EntitySelection;
    readonly annotations: Readonly<Record<string, string>>;
  }): string {
    return annotateText(file, selection, annotations);
  },
};
