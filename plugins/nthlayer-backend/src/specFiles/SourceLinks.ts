import { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import {
  Diagnostic,
  ReadyServiceDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { specFileOf } from '@nthlayer/engine';
import { catalogFileUrl } from './catalogFileUrl';
import { locateSpecFile } from './locateSpecFile';
import { SpecFileLocation } from './SpecFileLocation';

type DiagnosticDto = ReadyServiceDto['diagnostics'][number];

/** Own fields of an entity, e.g. `metadata.annotations["nthlayer.dev/tier"]`. */
const OF_ENTITY = /^(?:metadata|spec|relations)(?:[.[]|$)/;

/**
 * Leads from a finding to its line where the spec file is kept, for hosts that an integration knows how to show; from one
 * on the entity itself to its catalog file, of which the catalog keeps no lines.
 */
export class SourceLinks {
  readonly #integrations: ScmIntegrations;

  static create(options: { integrations: ScmIntegrations }): SourceLinks {
    return new SourceLinks(options.integrations);
  }

  private constructor(integrations: ScmIntegrations) {
    this.#integrations = integrations;
  }

  /** The findings on an entity, those on its spec file with the URL of their line, its own with that of its file. */
  add(entity: Entity, diagnostics: readonly Diagnostic[]): DiagnosticDto[] {
    const named = specFileOf(entity);
    const location =
      named === undefined
        ? undefined
        : locateSpecFile(entity, named, this.#integrations);
    const remote =
      location && 'kind' in location && location.kind === 'remote'
        ? location
        : undefined;
    const url = catalogFileUrl(entity);
    return diagnostics.map(diagnostic => {
      if (diagnostic.position) {
        return remote ? this.#linked(diagnostic, remote) : diagnostic;
      }
      return url !== undefined && OF_ENTITY.test(diagnostic.path)
        ? { ...diagnostic, url }
        : diagnostic;
    });
  }

  #linked(
    diagnostic: Diagnostic,
    { url, path }: Extract<SpecFileLocation, { kind: 'remote' }>,
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
    const integration = this.#integrations.byUrl(base);
    try {
      const url = integration?.resolveUrl({
        url: `./${path}`,
        base,
        lineNumber: line,
      });
      return url !== undefined && /^https?:$/.test(new URL(url).protocol)
        ? url
        : undefined;
    } catch {
      return undefined;
    }
  }
}
