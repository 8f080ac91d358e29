import { splitDocuments } from './splitDocuments';

const entity = (i: number) => `---\nname: service-${i}\ntext: |\n  ---x\n  a\n`;
const entities = (count: number) =>
  Array.from({ length: count }, (_, i) => entity(i)).join('');

describe('splitDocuments', () => {
  it.each([
    ['an empty file', ''],
    ['a short one', entities(3)],
    ['one document without a marker', `a: ${'x'.repeat(200_000)}\n`],
    ['one with directives', `%YAML 1.2\n${entities(4000)}`],
  ])('leaves %s whole', (_, text) => {
    expect([...splitDocuments(text)]).toEqual([{ text, linesBefore: 0 }]);
  });

  it('loses nothing, cuts before documents only, and counts lines', () => {
    const text = `# head\n${entities(8000)}`;
    const chunks = [...splitDocuments(text)];
    expect(chunks).toHaveLength(8001);
    expect(chunks.map(chunk => chunk.text).join('')).toBe(text);
    let lines = 0;
    for (const [index, chunk] of chunks.entries()) {
      expect(chunk.linesBefore).toBe(lines);
      expect(chunk.text.startsWith(index === 0 ? '# head' : '---')).toBe(true);
      lines += chunk.text.split('\n').length - 1;
    }
  });
});
