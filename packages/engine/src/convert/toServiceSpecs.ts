import { SourceDocument, SpecContext } from '../spec';
import { specDocument } from '../spec/formats/sloParts';
import { copied } from '../spec/formats/told';
import { fieldsOf } from '../spec/reading';
import { cursorOf } from '../spec/specFile/cursor';
import { Conversion } from './Conversion';

/** ServiceSpecs with the OpenSLO documents behind them. What is OpenSLO already keeps its text. */
export function toServiceSpecs(
  documents: readonly SourceDocument[],
  {
    isTold,
    context,
  }: { readonly isTold: boolean; readonly context: SpecContext },
): Conversion {
  if (isTold) {
    const { environments = [] } = context.offline ?? {};
    return {
      documents: documents
        .filter(isOurs)
        .map(each => withAllEnvironments(each, environments)),
      diagnostics: [],
    };
  }
  if (documents.some(({ format }) => format === 'nthlayer')) {
    return { diagnostics: [] };
  }
  return { documents: specsOf(documents), asItIs: true, diagnostics: [] };
}

function isOurs({ format }: SourceDocument): boolean {
  return format === 'nthlayer' || format === 'openslo';
}

/** A ServiceSpec names all the environments of a service, not only those that are different. */
function withAllEnvironments(
  document: SourceDocument,
  others: readonly string[],
): SourceDocument {
  const value = fieldsOf(document.value);
  const spec = fieldsOf(value.spec);
  const { environments } = spec;
  if (!document.runsElsewhere || !Array.isArray(environments)) {
    return document;
  }
  const named = new Set(environments.map(each => fieldsOf(each).name));
  return {
    ...document,
    value: {
      ...value,
      spec: {
        ...spec,
        environments: [
          ...environments,
          ...others.filter(name => !named.has(name)),
        ],
      },
    },
  };
}

/** A spec for each service that SLOs name; it asks for no SLOs beside them. */
function specsOf(
  documents: readonly SourceDocument[],
): readonly SourceDocument[] {
  const specs = new Map<unknown, SourceDocument>();
  for (const document of documents) {
    const at = cursorOf(document);
    const spec = at.child('spec');
    // OpenSLO v2alpha calls it serviceRef
    const service = spec.child(
      copied(spec.child('service')) ? 'service' : 'serviceRef',
    );
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
