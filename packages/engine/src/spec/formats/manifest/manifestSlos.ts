import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { SourceDocument } from '../../documents';
import { Cursor, findingAt } from '../../specFile/cursor';
import { isObject } from '../../specFile/readFields';
import { wrongType } from '../../specFile/wrongType';
import { itemsOf, notMeasured } from '../notes';
import { toldDocument } from '../told';

/** The OpenSLO documents of a list, and those of the template whose names it does not use itself. */
export function manifestSlos(
  own: Cursor,
  inherited: Cursor | undefined,
): {
  readonly documents: readonly SourceDocument[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const mine = readList(own);
  const theirs = inherited
    ? readList(inherited)
    : { slos: [], diagnostics: [] };
  const taken = new Set(mine.slos.map(nameOf));
  const slos = [
    ...theirs.slos.filter(slo => !taken.has(nameOf(slo))),
    ...mine.slos,
  ];
  return {
    documents: slos.map(at =>
      toldDocument(at.file, 'openslo', { kind: 'copy', at }),
    ),
    diagnostics: [...mine.diagnostics, ...theirs.diagnostics],
  };
}

function nameOf(at: Cursor): unknown {
  return at.child('metadata').child('name').value;
}

function readList(at: Cursor): {
  readonly slos: readonly Cursor[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { items, diagnostics } = itemsOf(at, 'a list of OpenSLO documents');
  const slos: Cursor[] = [];
  const found = [...diagnostics];
  for (const item of items) {
    if (!isObject(item.value)) {
      found.push(wrongType(item, 'an OpenSLO document'));
    } else if (item.child('$ref').value !== undefined) {
      found.push(otherFile(item.child('$ref')));
    } else {
      slos.push(item);
    }
  }
  return { slos, diagnostics: found };
}

/** Findings on the SLOs that measure decisions. */
export function judgmentSlos(at: Cursor): readonly Diagnostic[] {
  const { items, diagnostics } = itemsOf(at, 'a list of judgment SLOs');
  return [
    ...diagnostics,
    ...items.map(item =>
      notMeasured(
        item,
        `The quality of decisions (${quote(nameOf(item))})`,
        'It is not told by counters of requests.',
      ),
    ),
  ];
}

function otherFile(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'reference-not-read',
    summary: `The SLOs of ${quote(at.value)} are not read from here.`,
    detail:
      'A spec is one file. Put the OpenSLO documents into it, in the list or after the manifest.',
  });
}
