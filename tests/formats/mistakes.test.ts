import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  defaultGenerationSettings,
  readSpecFile,
  specContextOf,
} from '@nthlayer/engine';
import { parseAllDocuments } from 'yaml';

const FORMATS = [
  'servicespec',
  'legacy',
  'srm-v1',
  'opensrm-v2',
  'openslo',
  'openslo-v1alpha',
  'openslo-v2alpha',
];
const context = specContextOf(defaultGenerationSettings);

type Path = readonly (string | number)[];
type Members = Record<string | number, unknown>;

/** Names under these are the author's own. */
const FREE = ['labels', 'slos', 'connectionDetails'];

function pathsIn(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const steps = Array.isArray(value)
    ? value.map((_item, index) => index)
    : Object.keys(value);
  return steps.flatMap(step => [
    [...at, step],
    ...pathsIn((value as Members)[step], [...at, step]),
  ]);
}

function holderIn(value: unknown, path: Path): Members {
  return path
    .slice(0, -1)
    .reduce<unknown>(
      (inner, step) => (inner as Members)[step],
      value,
    ) as Members;
}

function changed(value: unknown, path: Path, member: unknown): unknown {
  const copy = structuredClone(value);
  holderIn(copy, path)[path[path.length - 1]] = member;
  return copy;
}

function misspelt(value: unknown, path: Path): unknown {
  const copy = structuredClone(value);
  const holder = holderIn(copy, path);
  const name = path[path.length - 1];
  holder[`${name}x`] = holder[name];
  delete holder[name];
  return copy;
}

function printed(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') {
      return `${text}[${step}]`;
    }
    const isPlain = /^[A-Za-z_]\w*$/.test(step);
    const part = isPlain ? `.${step}` : `[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}${part}`;
  }, '');
}

function findingsOn(documents: readonly unknown[]) {
  const text = documents.map(each => JSON.stringify(each)).join('\n---\n');
  return readSpecFile({ path: 'a.yaml', text }, context).flatMap(
    ({ result }) => result.diagnostics,
  );
}

/** Places of mistakes that no finding stands at, and findings that say nothing. */
function untold(
  documents: readonly unknown[],
  mistaken: (value: unknown, path: Path) => unknown,
  placesOf: (path: Path) => readonly string[],
): readonly string[] {
  return documents.flatMap((document, number) =>
    pathsIn(document).flatMap(path => {
      const places = placesOf(path);
      if (places.length === 0) {
        return [];
      }
      const found = findingsOn(
        documents.map((each, index) =>
          index === number ? mistaken(document, path) : each,
        ),
      );
      const isTold = found.some(each =>
        places.some(
          place =>
            each.path === place ||
            each.path.startsWith(`${place}.`) ||
            each.path.startsWith(`${place}[`),
        ),
      );
      const odd = found.filter(({ summary, detail = '' }) =>
        /undefined|\[object/.test(`${summary} ${detail}`),
      );
      return [...(isTold ? [] : places), ...odd.map(({ summary }) => summary)];
    }),
  );
}

describe.each(FORMATS)('a mistake in %s', format => {
  const text = readFileSync(join(__dirname, `${format}.yaml`), 'utf8');
  const documents = parseAllDocuments(text).map(each => each.toJS() as unknown);

  it('is told where there is no value', () => {
    expect(
      untold(
        documents,
        (value, path) => changed(value, path, null),
        path => [printed(path)],
      ),
    ).toEqual([]);
  });

  it('is told where there is something else', () => {
    expect(
      untold(
        documents,
        (value, path) => changed(value, path, [{ '\u202e': [null] }]),
        path => [printed(path)],
      ),
    ).toEqual([]);
  });

  it('is told where a name is misspelt, or where it is missed', () => {
    expect(
      untold(documents, misspelt, path => {
        const [name, around = ''] = [...path].reverse();
        const isKnown =
          typeof name === 'string' && !FREE.includes(String(around));
        return isKnown
          ? [printed([...path.slice(0, -1), `${name}x`]), printed(path)]
          : [];
      }),
    ).toEqual([]);
  });
});
