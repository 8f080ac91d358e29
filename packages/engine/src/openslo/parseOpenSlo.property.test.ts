import fc from 'fast-check';
import { openSloObject } from './__testUtils__/arbitraries';
import { parseOpenSlo } from './parseOpenSlo';
import { printOpenSlo, printOpenSloJson } from './printOpenSlo';
import { OPENSLO_PROFILES } from './schema';

const objects = fc.uniqueArray(openSloObject, {
  minLength: 1,
  maxLength: 4,
  selector: ({ kind, metadata }) => `${kind} ${metadata.name}`,
});
const print = fc.constantFrom(printOpenSlo, printOpenSloJson);
const profile = fc.constantFrom(...OPENSLO_PROFILES);

it('reads what it prints, in every profile, in YAML and JSON', () => {
  fc.assert(
    fc.property(objects, print, profile, (value, printed, used) => {
      const text = printed(value);
      const read = parseOpenSlo({ path: 'a.yaml', text }, { profile: used });
      expect(read.objects).toEqual(value);
      // what is made at random refers to nothing
      const codes = new Set(read.diagnostics.map(({ code }) => code));
      codes.delete('openslo-unknown-reference');
      expect([...codes]).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

it('prints the same bytes, whatever order the fields came in', () => {
  fc.assert(
    fc.property(openSloObject, value => {
      const { spec, metadata, kind, apiVersion } = value;
      const turned = { spec, metadata, kind, apiVersion } as typeof value;
      expect(printOpenSlo([turned])).toBe(printOpenSlo([value]));
    }),
    { numRuns: 30 },
  );
});
