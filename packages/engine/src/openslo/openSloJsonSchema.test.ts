import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { placesIn } from '../spec/__testUtils__/placesIn';
import { openSloObject } from './__testUtils__/arbitraries';
import { CASES, objectOf } from './__testUtils__/objectModel';
import { FIXTURES, fixture } from './__testUtils__/fixtures';
import { openSloJsonSchema } from './openSloJsonSchema';
import { OpenSloObject } from './openSloObject';
import { validateOpenSlo } from './validateOpenSlo';

const COMMITTED = join(__dirname, '../../../../docs/schemas/openslo-v1.json');
const printed = `${JSON.stringify(openSloJsonSchema, null, 2)}\n`;
const matches = new Ajv({ strict: false }).compile(openSloJsonSchema);

/** What a schema cannot say. */
const BEYOND = ['invalid-start-time', 'invalid-time-zone', 'invalid-text'];

function errorsOf(value: unknown) {
  return validateOpenSlo(value as OpenSloObject, 'lenient')
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
}

/** Schema and validator refuse the same values. */
function expectAgreement(value: unknown) {
  const errors = errorsOf(value);
  if (!errors.every(code => BEYOND.includes(code)) || errors.length === 0) {
    expect({ valid: matches(value), errors }).toEqual({
      valid: errors.length === 0,
      errors,
    });
  }
}

it('is committed as it is', () => {
  if (process.env.UPDATE_DOCS) {
    writeFileSync(COMMITTED, printed);
  }
  expect(readFileSync(COMMITTED, 'utf8')).toBe(printed);
});

it.each(FIXTURES)('agrees with the rules on the example %s', name => {
  parseAllDocuments(fixture(name)).forEach(document =>
    expectAgreement(document.toJS()),
  );
});

it.each(CASES)('agrees with the rules: $row: $what', ({ of, change }) => {
  expectAgreement(objectOf(of, change));
});

it('agrees with the rules on any valid object', () => {
  fc.assert(
    fc.property(openSloObject, value => {
      expect(matches(value)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

it('agrees with the rules on any object that is broken in one place', () => {
  const odd = fc.constantFrom<unknown>(
    null,
    '',
    'x y',
    'Timeslices',
    '1M',
    '\u202e',
    0,
    -1,
    1.5,
    true,
    [],
    [null],
    {},
    { a: 'b' },
  );
  const changes = { change: 3, remove: 1, extend: 1 } as const;
  const how = fc.oneof(
    ...Object.entries(changes).map(([name, weight]) => ({
      arbitrary: fc.constant(name as keyof typeof changes),
      weight,
    })),
  );
  fc.assert(
    fc.property(
      openSloObject,
      fc.nat(),
      odd,
      how,
      (value, place, other, change) => {
        const copy = structuredClone(value) as unknown;
        const places = placesIn(copy);
        const [holder, key] = places[place % places.length];
        if (change === 'change') {
          holder[key] = other;
        } else if (Array.isArray(holder)) {
          holder.splice(Number(key), 1);
        } else if (change === 'remove') {
          delete holder[key];
        } else {
          holder.nmae = other;
        }
        const { kind } = copy as OpenSloObject;
        if (kind === value.kind) {
          expectAgreement(copy);
        }
      },
    ),
    { numRuns: 500 },
  );
});
