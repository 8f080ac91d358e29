import { Diagnostic, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { dnsLabel } from '../dnsLabel';
import { toOpenSloSlo } from '../openslo/toOpenSlo';
import { SourceDocument, SpecContext } from '../spec';
import { told, toldDocument } from '../spec/formats/told';
import { readAlone } from '../spec/readSpecFile';
import { Cursor, cursorOf, findingAt } from '../spec/specFile/cursor';
import { isObject } from '../spec/specFile/readFields';
import { Conversion } from './Conversion';

/** OpenSLO documents: those that are there, behind the SLOs of presets with their queries written out. */
export function toOpenSloDocuments(
  path: string,
  documents: readonly SourceDocument[],
  {
    isTold,
    context,
  }: { readonly isTold: boolean; readonly context: SpecContext },
): Conversion {
  const specs = documents.filter(({ format }) => format === 'nthlayer');
  const written = documents.filter(({ format }) => format === 'openslo');
  if (specs.length === 0 && !isTold) {
    return { diagnostics: [] };
  }
  const names = new Set(
    written.map(each => cursorOf(each).child('metadata').child('name').value),
  );
  const presets = specs.map(each => presetsOf(path, each, { names, context }));
  return {
    documents: [...presets.flatMap(each => each.documents), ...written],
    diagnostics: [
      ...specs.flatMap(notCarriedOver),
      ...presets.flatMap(each => each.diagnostics),
    ],
  };
}

interface Presets {
  readonly documents: readonly SourceDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The SLOs that a spec itself asks for, or that come of its tier where no document has their name. */
function presetsOf(
  path: string,
  document: SourceDocument,
  {
    names,
    context,
  }: { readonly names: ReadonlySet<unknown>; readonly context: SpecContext },
): Presets {
  const list = cursorOf(document).child('spec').child('slos');
  const isDefault = list.value === undefined;
  const alone = { documents: [document], diagnostics: [] };
  const made = readAlone(path, alone, context)
    .flatMap(({ result }) => (result.kind === 'spec' ? [result.spec] : []))
    .flatMap(({ name, slos }) =>
      slos
        .filter(slo => !isDefault || !names.has(slo.name))
        .map(slo => toldSlo(slo, name, placeOf(list, slo.name))),
    );
  return {
    documents: made.flatMap(each => each.document ?? []),
    diagnostics: made.flatMap(each => each.diagnostics),
  };
}

function toldSlo(
  slo: Slo,
  service: string,
  at: Cursor,
): {
  readonly document?: SourceDocument;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { name } = slo;
  const object = toOpenSloSlo(slo, { name, service: dnsLabel(service) });
  if (!object) {
    return { diagnostics: [notCarried(at, `The SLO ${name}`)] };
  }
  const alerts = at.child('alerts');
  return {
    document: toldDocument(at.file, 'openslo', told(object, at)),
    diagnostics:
      alerts.value === undefined ? [] : [notCarried(alerts, 'alerts')],
  };
}

/** Where an SLO is asked for; the list, or what is around it, for one of the tier. */
function placeOf(list: Cursor, name: string): Cursor {
  const index = Array.isArray(list.value)
    ? list.value.findIndex(
        (each: unknown) =>
          isObject(each) && (each.name ?? each.preset) === name,
      )
    : -1;
  return index === -1 ? list : list.child(index);
}

const ELSEWHERE =
  'OpenSLO has no place for it. Say it in the catalog entity, or keep the ServiceSpec.';

/** Findings on what a spec says of a service beside its SLOs. */
function notCarriedOver(document: SourceDocument): readonly Diagnostic[] {
  const spec = cursorOf(document).child('spec');
  return isObject(spec.value)
    ? Object.keys(spec.value)
        .filter(field => field !== 'slos')
        .map(field => notCarried(spec.child(field), field))
    : [];
}

function notCarried(at: Cursor, what: string): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'warning',
    code: 'not-carried-over',
    summary: `${what} is not carried over.`,
    detail: ELSEWHERE,
  });
}
