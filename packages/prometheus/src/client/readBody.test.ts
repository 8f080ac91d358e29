import { Readable } from 'node:stream';
import { MessageChannel } from 'node:worker_threads';
import { BodyMemory } from './BodyMemory';
import { ReplyTooLarge } from './prometheusProblem';
import { readBody } from './readBody';

const MOST = 2 * 1024 * 1024;

function read(chunks: readonly string[], memory: BodyMemory) {
  const content = Readable.from(chunks.map(text => Buffer.from(text)));
  return readBody(content, MOST, memory);
}

const textOf = (body: Uint8Array) => Buffer.from(body).toString();

describe('readBody', () => {
  it('leaves nothing of a longer body in a shorter one that comes after it', async () => {
    const memory = BodyMemory.create();
    const long = ['a'.repeat(50_000), 'b'.repeat(50_000), 'c'];
    const first = await read(long, memory);
    expect(textOf(first)).toBe(long.join(''));
    memory.give(first);
    const second = await read(['short', 'er'], memory);
    expect(textOf(second)).toBe('shorter');
    expect(second.buffer).toBe(first.buffer);
  });

  it('leaves bodies alone that are still read', async () => {
    const memory = BodyMemory.create();
    const [one, other] = await Promise.all([
      read(['one'], memory),
      read(['other'], memory),
    ]);
    expect([textOf(one), textOf(other)]).toEqual(['one', 'other']);
  });

  it('uses no memory again that a thread has taken over', async () => {
    const memory = BodyMemory.create();
    const taken = await read(['taken'], memory);
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(taken, [taken.buffer]);
    memory.give(taken);
    expect(textOf(await read(['next'], memory))).toBe('next');
    port1.close();
    port2.close();
  });

  it('keeps no very long one, and no more than are read at a time', async () => {
    const memory = BodyMemory.create();
    const long = await read(['x'.repeat(MOST)], memory);
    memory.give(long);
    expect((await read(['y'], memory)).buffer).not.toBe(long.buffer);
    const many = await Promise.all(
      Array.from({ length: 20 }, () => read(['z'], memory)),
    );
    many.forEach(body => memory.give(body));
    const kept = new Set(many.map(({ buffer }) => buffer));
    const next = await Promise.all(
      Array.from({ length: 20 }, () => read(['z'], memory)),
    );
    expect(next.filter(({ buffer }) => kept.has(buffer))).toHaveLength(8);
  });

  it('refuses more than may come', async () => {
    const memory = BodyMemory.create();
    const half = 'x'.repeat(MOST / 2);
    await expect(read([half, half, '!'], memory)).rejects.toThrow(
      ReplyTooLarge,
    );
    expect(textOf(await read(['next'], memory))).toBe('next');
  });
});
