import { SourceDocument } from '../spec';
import { specDocument } from '../spec/formats/sloParts';
import { copied } from '../spec/formats/told';
import { cursorOf } from '../spec/specFile/cursor';
import { Conversion } from './Conversion';

/** ServiceSpecs with the OpenSLO documents behind them. What is OpenSLO already keeps its text. */
export function toServiceSpecs(
  documents: readonly SourceDocument[],
  isTold: boolean,
): Conversion {
  if (isTold) {
    return { documents: documents.filter(isOurs), diagnostics: [] };
  }
  if (documents.some(({ format }) => format === 'nthlayer')) {
    return { diagnostics: [] };
  }
  return { documents: specsOf(documents), asItIs: true, diagnostics: [] };
}

function isOurs({ format }: SourceDocument): boolean {
  return format === 'nthlayer' || format === 'openslo';
}

/** A spec for each service that SLOs name; it asks for no SLOs beside them. */
function specsOf(
  documents: readonly SourceDocument[],
): readonly SourceDocument[] {
  const specs = new Map<unknown, SourceDocument>();
  for (const document of documents) {
    const at = cursorOf(document);
    const service = at.child('spec').child('service');
    const name = copied(service);
    const isSlo = at.child('kind').value === 'SLO';
    if (isSlo && name && !specs.has(service.value)) {
      specs.set(
        service.value,
        specDocument(
          at,
          { at: service, name },
          {
            slos: { kind: 'list', at: service, items: [] },
          },
        ),
      );
    }
  }
  return [...specs.values()];
}
