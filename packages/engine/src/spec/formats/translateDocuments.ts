import { SourceDocument } from '../documents';
import { translateLegacy } from './legacy/translateLegacy';
import { Templates, templatesOf } from './manifest/resolveTemplate';
import { translateManifest } from './manifest/translateManifest';
import { translateSrm } from './srm/translateSrm';
import { Translation } from './translation';

/** The documents of a file, those of NthLayer's other formats in our own words. One reader a format. */
export function translateDocuments(
  documents: readonly SourceDocument[],
): Translation {
  const templates = templatesOf(documents);
  const translated = documents.map(document => translate(document, templates));
  return {
    documents: translated.flatMap(each => each.documents),
    diagnostics: translated.flatMap(each => each.diagnostics),
  };
}

function translate(
  document: SourceDocument,
  templates: Templates,
): Translation {
  switch (document.format) {
    case 'legacy':
      return translateLegacy(document);
    case 'srm':
      return translateSrm(document);
    case 'manifest':
      return translateManifest(document, templates);
    default:
      return { documents: [document], diagnostics: [] };
  }
}
