import { NearbyFiles } from '../beside/NearbyFiles';
import { DocumentFormat, SourceDocument } from '../documents';
import { nameOf } from '../specFile/chooseDocuments';
import { environmentFiles } from './legacy/environmentFiles';
import {
  isOverlay,
  overlayAlone,
  overlaysIn,
  OverlaysOfFile,
} from './legacy/legacyOverlays';
import { translateLegacy } from './legacy/translateLegacy';
import {
  Templates,
  templatesAlone,
  templatesOf,
} from './manifest/resolveTemplate';
import { translateManifest } from './manifest/translateManifest';
import { translateSrm } from './srm/translateSrm';
import { Translation } from './translation';

/** Formats that are told in others. */
const TOLD: readonly DocumentFormat[] = ['legacy', 'srm', 'manifest'];

/**
 * The documents of a file, those of NthLayer's other formats in our own words. One reader a format; what they ask for
 * in other files is read from those that are nearby.
 */
export function translateDocuments(
  documents: readonly SourceDocument[],
  nearby: NearbyFiles,
): Translation {
  if (documents.every(({ format }) => !TOLD.includes(format))) {
    return { documents, diagnostics: [] };
  }
  const templates = templatesOf(documents);
  const environments = environmentFiles(documents, nearby);
  const overlays = overlaysIn([...documents, ...environments.documents]);
  const translated = documents
    .filter(document => !isOverlay(document))
    .map(document => translate(document, { templates, overlays, nearby }));
  return {
    documents: firstOfEachService(translated),
    diagnostics: [
      ...environments.diagnostics,
      ...translated.flatMap(each => each.diagnostics),
      ...overlays.others.map(overlayAlone),
      ...templatesAlone(documents, templates),
    ],
  };
}

/** The documents of translations; of a service that is described twice, only that it is. */
function firstOfEachService(
  translated: readonly Translation[],
): readonly SourceDocument[] {
  const names = new Set<unknown>();
  return translated.flatMap(({ documents }) => {
    const [spec] = documents;
    if (spec?.format !== 'nthlayer') {
      return documents;
    }
    const isFirst = !names.has(nameOf(spec));
    names.add(nameOf(spec));
    return isFirst ? documents : [spec];
  });
}

function translate(
  document: SourceDocument,
  others: {
    readonly templates: Templates;
    readonly overlays: OverlaysOfFile;
    readonly nearby: NearbyFiles;
  },
): Translation {
  switch (document.format) {
    case 'legacy':
      return translateLegacy(
        document,
        others.overlays.of(document),
        others.nearby,
      );
    case 'srm':
      return translateSrm(document, others.nearby);
    case 'manifest':
      return translateManifest(document, others.templates, others.nearby);
    default:
      return { documents: [document], diagnostics: [] };
  }
}
