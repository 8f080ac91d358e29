import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NearbyFiles } from '../../beside/NearbyFiles';
import { quote } from '../../diagnostics';
import { SourceDocument } from '../../documents';
import { LIMITS } from '../../documents/limits';
import { Cursor, findingAt } from '../../specFile/cursor';
import { isObject } from '../../specFile/readFields';
import { wrongType } from '../../specFile/wrongType';
import { itemsOf, notMeasured, objectsOf } from '../notes';
import { toldDocument } from '../told';
import { ReferenceReader } from './ReferenceReader';

/** The OpenSLO documents of some lists; of one name, that of the last list counts. */
export function manifestSlos(
  lists: readonly Cursor[],
  nearby: NearbyFiles,
): {
  readonly documents: readonly SourceDocument[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const references = ReferenceReader.create(nearby);
  const read = lists.map(list => readList(list, references));
  const taken = new Set<unknown>();
  const kept: (readonly Cursor[])[] = [];
  for (const { slos } of [...read].reverse()) {
    kept.push(slos.filter(slo => !taken.has(nameOf(slo))));
    slos.forEach(slo => taken.add(nameOf(slo)));
  }
  const slos = kept.reverse().flat();
  return {
    documents: slos
      .slice(0, LIMITS.documents)
      .map(at => toldDocument(at.file, 'openslo', { kind: 'copy', at })),
    diagnostics: [
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...(slos.length > LIMITS.documents
        ? lists.slice(-1).map(list => tooManySlos(list, slos.length))
        : []),
    ],
  };
}

function tooManySlos(at: Cursor, count: number): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'too-many-slos',
    summary: `The manifest has ${count} SLOs.`,
    detail: `Those after the first ${LIMITS.documents} are left out.`,
  });
}

function ofName(name: unknown): string {
  return typeof name === 'string' ? ` (${quote(name)})` : '';
}

function nameOf(at: Cursor): unknown {
  return at.child('metadata').child('name').value;
}

function readList(
  at: Cursor,
  references: ReferenceReader,
): {
  readonly slos: readonly Cursor[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { items, diagnostics } = itemsOf(at, 'a list of OpenSLO documents');
  const slos: Cursor[] = [];
  const found = [...diagnostics];
  for (const item of items) {
    const reference =
      typeof item.value === 'string' ? item : item.child('$ref');
    if (reference.value !== undefined) {
      const read = references.read(reference);
      slos.push(...read.slos);
      found.push(...read.diagnostics);
    } else if (isObject(item.value)) {
      slos.push(item);
    } else {
      found.push(wrongType(item, 'an OpenSLO document'));
    }
  }
  return { slos, diagnostics: found };
}

/** Findings on the SLOs that measure decisions. */
export function judgmentSlos(at: Cursor): readonly Diagnostic[] {
  const { items, diagnostics } = objectsOf(
    at,
    'a list of judgment SLOs',
    'a judgment SLO',
  );
  return [
    ...diagnostics,
    ...items.map(item =>
      notMeasured(
        item,
        `The quality of decisions${ofName(nameOf(item))}`,
        'It is not told by counters of requests.',
      ),
    ),
  ];
}
