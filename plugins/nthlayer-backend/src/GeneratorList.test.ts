import { openslo } from './__testUtils__/generators';
import { GeneratorList } from './GeneratorList';

describe('GeneratorList', () => {
  const other = { ...openslo, id: 'other' };
  const ids = (list: GeneratorList) => list.list().map(({ id }) => id);

  it('keeps the order and the place of what is replaced', () => {
    const list = GeneratorList.create([openslo]);
    list.addGenerator(other);
    const better = { ...openslo };
    list.replaceGenerator(better);
    expect(ids(list)).toEqual(['openslo', 'other']);
    expect(list.list()[0]).toBe(better);
    list.removeGenerator('openslo');
    expect(ids(list)).toEqual(['other']);
  });

  it('puts outputs last, and leaves those that a module has', () => {
    const list = GeneratorList.create([openslo]);
    list.addGenerator(other);
    const output = { ...openslo, id: 'output' };
    list.addOutputs([{ ...openslo, id: 'other' }, output]);
    expect(list.list()).toEqual([openslo, other, output]);
    expect(list.list()[1]).toBe(other);
  });

  it('refuses a taken id and an unknown one', () => {
    const list = GeneratorList.create([openslo]);
    expect(() => list.addGenerator({ ...openslo })).toThrow('openslo');
    expect(() => list.replaceGenerator(other)).toThrow('other');
    expect(() => list.removeGenerator('other')).toThrow('other');
    expect(ids(list)).toEqual(['openslo']);
  });
});
