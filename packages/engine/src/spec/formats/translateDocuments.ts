import { DocumentFormat, SourceDocument } from '../documents';
import {
  isOverlay,
  overlayAlone,
  overlaysIn,
  OverlaysOfFile,
} from './legacy/legacyOverlays';
import { translateLegacy } from './legacy/translateLegacy';
import { Templates, templatesOf } from './manifest/resolveTemplate';
import { translateManifest } from './manifest/translateManifest';
import { translateSrm } from './srm/translateSrm';
import { Translation } from './translation';

/** Formats that are told in others. */
const TOLD: readonly DocumentFormat[] = ['legacy', 'srm', 'manifest'];

/** The documents of a file, those of NthLayer's other formats in our own words. One reader a format. */
export function translateDocuments(
  documents: readonly SourceDocument[],
): Translation {
  if (documents.every(({ format }) => !TOLD.includes(format))) {
    return { documents, diagnostics: [] };
  }
  const templates = templatesOf(documents);
  const overlays = overlaysIn(documents);
  const translated = documents
    .filter(document => !isOverlay(document))
    .map(document => translate(document, { templates, overlays }));
  return {
    documents: translated.flatMap(each => each.documents),
    diagnostics: [
      ...translated.flatMap(each => each.diagnostics),
      ...overlays.others.map(overlayAlone),
    ],
  };
}

function translate(
  document: SourceDocument,
  others: {
    readonly templates: Templates;
    readonly overlays: OverlaysOfFile;
  },
): Translation {
  switch (document.format) {
    case 'legacy':
      return translateLegacy(document, others.overlays.of(document));
    case 'srm':
      return translateSrm(document);
    case 'manifest':
      return translateManifest(document, others.templates);
    default:
      return { documents: [document], diagnostics: [] };
  }
}
