import {
  Diagnostic,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  OpenSloPlaces,
  toOpenSloObjects,
  whyInexpressible,
} from '../openslo/toOpenSlo';
import { OPENSLO_API_VERSION } from '../openslo/metadata';
import { readDocument } from '../openslo/readDocument';
import { SourceDocument, SpecContext } from '../spec';
import { fieldsOf } from '../spec/reading';
import { told, toldDocument } from '../spec/formats/told';
import { readAlone, SpecFileResult } from '../spec/readSpecFile';
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
  const before = documents.filter(({ format }) => format === 'openslo');
  const written = before.flatMap(inV1);
  const isV1 = written.every(each => before.includes(each));
  if (specs.length === 0 && !isTold && isV1) {
    return { diagnostics: [] };
  }
  const names = new Set(
    written.map(each => cursorOf(each).child('metadata').child('name').value),
  );
  const presets = specs.map(each =>
    presetsOf(path, each, { names, documents, context }),
  );
  return {
    documents: [...presets.flatMap(each => each.documents), ...written],
    diagnostics: [
      ...specs.flatMap(notCarriedOver),
      ...presets.flatMap(each => each.diagnostics),
    ],
  };
}

/** A document of another version of OpenSLO as those of v1 that it is read as. */
function inV1(document: SourceDocument): readonly SourceDocument[] {
  if (fieldsOf(document.value).apiVersion === OPENSLO_API_VERSION) {
    return [document];
  }
  const { entries } = readDocument(document, 'lenient');
  return entries.length > 0
    ? entries.map(({ at }) =>
        toldDocument(document.file, 'openslo', { kind: 'copy', at }),
      )
    : [document];
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
    documents,
    context,
  }: {
    readonly names: ReadonlySet<unknown>;
    /** All of the file. */
    readonly documents: readonly SourceDocument[];
    readonly context: SpecContext;
  },
): Presets {
  const list = cursorOf(document).child('spec').child('slos');
  const isDefault = list.value === undefined;
  const alone = { documents: [document], diagnostics: [] };
  const whole = specsOf(
    readAlone(path, { documents, diagnostics: [] }, context),
  );
  const made = specsOf(readAlone(path, alone, context)).flatMap(
    ({ name, slos: all }) => {
      const own = all.filter(slo => !isDefault || !names.has(slo.name));
      const others = (
        whole.find(each => each.name === name)?.slos ?? []
      ).filter(slo => !own.some(each => each.name === slo.name));
      // whose members are documents
      const composites = others.filter(
        slo => slo.sli.kind === 'composite' && placeOf(list, slo.name) !== list,
      );
      const slos = [...own, ...composites];
      const places: OpenSloPlaces = {
        slos,
        present: others.filter(slo => !composites.includes(slo)),
        nameOf: slo => slo.name,
        service: name,
      };
      return slos.map(slo => toldSlo(slo, places, placeOf(list, slo.name)));
    },
  );
  return {
    documents: made.flatMap(each => each.documents),
    diagnostics: made.flatMap(each => each.diagnostics),
  };
}

function specsOf(results: readonly SpecFileResult[]): readonly ServiceSpec[] {
  return results.flatMap(({ result }) =>
    result.kind === 'spec' ? [result.spec] : [],
  );
}

function toldSlo(slo: Slo, places: OpenSloPlaces, at: Cursor): Presets {
  const reason = whyInexpressible(slo, places);
  if (reason !== undefined) {
    const what = `The SLO ${slo.name}`;
    return { documents: [], diagnostics: [notCarried(at, what, reason)] };
  }
  const beside = ['alerts', 'noData']
    .map(field => at.child(field))
    .filter(({ value }) => value !== undefined && value !== 'ignore');
  return {
    documents: toOpenSloObjects(slo, places).map(object =>
      toldDocument(at.file, 'openslo', told(object, at)),
    ),
    diagnostics: [
      ...beside.map(field => notCarried(field, field.name)),
      ...(ESTIMATED.includes(slo.sli.kind)
        ? [
            notCarried(
              at,
              `The exact count of ${slo.name}`,
              'Read again, its queries are evaluated as they are written, so its figures are estimates.',
            ),
          ]
        : []),
    ],
  };
}

/** SLIs that are counted exactly here, and by no query of OpenSLO. */
const ESTIMATED: readonly string[] = ['native-latency', 'probe'];

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

const ELSEWHERE = 'Say it in the catalog entity, or keep the ServiceSpec.';

/** Findings on what a spec says of a service beside its SLOs. */
function notCarriedOver(document: SourceDocument): readonly Diagnostic[] {
  const spec = cursorOf(document).child('spec');
  return isObject(spec.value)
    ? Object.keys(spec.value)
        .filter(field => field !== 'slos')
        .map(field => notCarried(spec.child(field), field))
    : [];
}

function notCarried(
  at: Cursor,
  what: string,
  reason = 'OpenSLO has no place for it.',
): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'warning',
    code: 'not-carried-over',
    summary: `${what} is not carried over.`,
    detail: `${reason} ${ELSEWHERE}`,
  });
}
