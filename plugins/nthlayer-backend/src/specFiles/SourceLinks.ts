import { ANNOTATION_LOCATION, Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import {
  Diagnostic,
  ReadyServiceDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { specFileOf } from '@nthlayer/engine';
import { CatalogFileLines } from './CatalogFileLines';
import { catalogFileUrl } from './catalogFileUrl';
import { locateSpecFile } from './locateSpecFile';
import { locationOf } from './locationOf';
import { SpecFileLocation } from './SpecFileLocation';

type DiagnosticDto = ReadyServiceDto['diagnostics'][number];

/** Own fields of an entity, e.g. `metadata.annotations["nthlayer.dev/tier"]`. */
const OF_ENTITY = /^(?:metadata|spec|relations)(?:[.[]|$)/;

type RemoteLocation = Extract<SpecFileLocation, { kind: 'remote' }>;

/** What links are made with. */
export interface SourceLinksOptions {
  readonly integrations: ScmIntegrations;
  readonly lines: CatalogFileLines;
}

/**
 * Leads from a finding to its line in the spec file or, on the entity itself, in its catalog file, where an integration
 * knows how to show it.
 */
export class SourceLinks {
  readonly #integrations: ScmIntegrations;
  readonly #lines: CatalogFileLines;

  static create(options: SourceLinksOptions): SourceLinks {
    return new SourceLinks(options);
  }

  private constructor({ integrations, lines }: SourceLinksOptions) {
    this.#integrations = integrations;
    this.#lines = lines;
  }

  /** The findings on an entity, each with its line and where to see it, as far as that is known. */
  async add(
    entity: Entity,
    diagnostics: readonly Diagnostic[],
  ): Promise<DiagnosticDto[]> {
    const remote = this.#remoteSpecOf(entity);
    const own = await this.#linkedToEntity(entity, diagnostics.filter(isOwn));
    return diagnostics.map(diagnostic => {
      if (isOwn(diagnostic)) {
        return own.get(diagnostic) ?? diagnostic;
      }
      return remote && diagnostic.position
        ? this.#linked(diagnostic, remote)
        : diagnostic;
    });
  }

  #remoteSpecOf(entity: Entity): RemoteLocation | undefined {
    const named = specFileOf(entity);
    const location =
      named === undefined
        ? undefined
        : locateSpecFile(entity, named, this.#integrations);
    return location && 'kind' in location && location.kind === 'remote'
      ? location
      : undefined;
  }

  /** Findings on what the entity itself says, by what they were. */
  async #linkedToEntity(
    entity: Entity,
    own: readonly Diagnostic[],
  ): Promise<ReadonlyMap<Diagnostic, DiagnosticDto>> {
    if (own.length === 0) {
      return new Map();
    }
    const url = catalogFileUrl(entity);
    const target = locationOf(entity, ANNOTATION_LOCATION)?.target ?? '';
    const placed = await this.#lines.place(entity, own);
    return new Map(
      placed.map(({ position, ...diagnostic }, at) => {
        const shown =
          position &&
          this.#urlOfLine(target, position.file ?? '', position.line);
        return [
          own[at],
          {
            ...diagnostic,
            ...(url !== undefined && { url }),
            ...(position && {
              position: {
                ...position,
                ...(shown !== undefined && { url: shown }),
              },
            }),
          },
        ];
      }),
    );
  }

  #linked(
    diagnostic: Diagnostic,
    { url, path }: RemoteLocation,
  ): DiagnosticDto {
    const { position } = diagnostic;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    // the spec itself, or a file that was read with it
    if (!position?.file?.startsWith(folder)) {
      return diagnostic;
    }
    const below = position.file.slice(folder.length);
    const shown = this.#urlOfLine(url, below, position.line);
    return shown === undefined
      ? diagnostic
      : { ...diagnostic, position: { ...position, url: shown } };
  }

  /** A host without integration may show files in any way, or not at all. */
  #urlOfLine(base: string, path: string, line: number): string | undefined {
    try {
      const integration = this.#integrations.byUrl(base);
      const shown = integration?.resolveUrl({
        url: `./${path}`,
        base,
        lineNumber: line,
      });
      return shown !== undefined && /^https?:$/.test(new URL(shown).protocol)
        ? shown
        : undefined;
    } catch {
      return undefined;
    }
  }
}

function isOwn({ position, path }: Diagnostic): boolean {
  return position === undefined && OF_ENTITY.test(path);
}
