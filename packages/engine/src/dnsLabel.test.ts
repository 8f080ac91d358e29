import fc from 'fast-check';
import { dnsLabel } from './dnsLabel';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

it.each([
  ['payment-api', /^payment-api$/],
  ['a--b', /^a--b$/],
  ['Payment.API', /^payment-api-[0-9a-f]{8}$/],
  ['.-', /^[0-9a-f]{8}$/],
  ['x'.repeat(63), /^x{63}$/],
  ['x'.repeat(64), /^x{54}-[0-9a-f]{8}$/],
])('makes a label of %s', (name, expected) => {
  expect(dnsLabel(name)).toMatch(expected);
});

it('makes a label of any name, and never one label of two', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 80 })),
      names => {
        const labels = names.map(dnsLabel);
        labels.forEach(label => expect(label).toMatch(LABEL));
        expect(new Set(labels).size).toBe(names.length);
      },
    ),
  );
});
