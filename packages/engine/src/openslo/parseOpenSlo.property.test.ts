import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { openSloObject } from './__testUtils__/arbitraries';
import {
  broken,
  v1alphaObject,
  v2alphaObject,
} from './__testUtils__/otherVersions';
import { parseOpenSlo } from './parseOpenSlo';
import { printOpenSlo, printOpenSloJson } from './printOpenSlo';
import { OPENSLO_PROFILES, OpenSloProfile } from './schema';

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

const others = [
  ['v1alpha', v1alphaObject],
  ['v2alpha', v2alphaObject],
] as const;

it.each(others)('reads %s, and reads the same where it is printed', (_, of) => {
  fc.assert(
    fc.property(of, profile, (value, used) => {
      const first = parsed(JSON.stringify(value), used);
      expect(first.objects.length).toBeGreaterThan(0);
      const errors = first.diagnostics.filter(
        ({ severity }) => severity === 'error',
      );
      expect(errors.filter(isOfObject)).toEqual([]);
      expect(parsed(printOpenSlo(first.objects), used).objects).toEqual(
        first.objects,
      );
    }),
    { numRuns: 100 },
  );
});

it.each([...others, ['v1', openSloObject as fc.Arbitrary<unknown>]] as const)(
  'gives of broken %s only what is v1',
  (_, of) => {
    fc.assert(
      fc.property(broken(of), profile, (value, used) => {
        const first = parsed(JSON.stringify(value ?? null), used);
        const again = parsed(printOpenSlo(first.objects), used);
        expect(again.objects).toEqual(first.objects);
        const errors = again.diagnostics.filter(
          ({ severity }) => severity === 'error',
        );
        expect(errors.filter(isOfObject)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  },
);

function parsed(text: string, used: OpenSloProfile) {
  return parseOpenSlo({ path: 'a.yaml', text }, { profile: used });
}

/** What is made at random refers to nothing. */
function isOfObject({ code }: Diagnostic): boolean {
  return code !== 'openslo-unknown-reference';
}
