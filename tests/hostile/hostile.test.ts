import {
  findingsAlone,
  findingsBeside,
  findingsOn,
  problemOf,
} from './checkInput';
import { hostileInputs, largeInputs } from './hostileInputs';
import { fuzz } from './fuzzInputs';

describe('input that nobody should write', () => {
  it.each(hostileInputs.map(input => [input.name, input] as const))(
    '%s is refused with a code, a file, a line and what to do',
    (_name, { text, codes, line }) => {
      const found = findingsOn(text());
      const refusal = found.find(({ code }) => codes.includes(code));
      expect(refusal).toMatchObject({
        severity: expect.stringMatching(/^(error|warning)$/),
        position: { file: 'shop/service.yaml', line },
        detail: expect.stringMatching(/\w+/),
      });
      expect(found.map(problemOf).filter(Boolean)).toEqual([]);
    },
  );

  it.each(hostileInputs.map(({ name, text }) => [name, text] as const))(
    '%s is told of as well beside a spec',
    async (_name, text) => {
      const found = await findingsBeside(text());
      expect(found.map(problemOf).filter(Boolean)).toEqual([]);
    },
  );

  it.each(largeInputs)(
    '%s, as large as may be, end no reading',
    (_name, text) => {
      const found = findingsAlone(text());
      expect(found.map(problemOf).filter(Boolean)).toEqual([]);
      expect(found.length).toBeLessThan(15_000);
    },
  );

  it('changed at random ends no reading either', async () => {
    expect(await fuzz({ seed: 1, runs: 150 })).toEqual([]);
  });
});
