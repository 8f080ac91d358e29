// Taken once: where global names are looked up through a VM context, as in Jest, that costs more than the arithmetic.
const { floor, imul } = Math;

/** A well-mixed 32-bit integer (the finaliser of MurmurHash3). */
export function mix(value: number): number {
  let h = value | 0;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A hash, prepared for folding many integers into it. */
export function spread(hash: number): number {
  return imul(mix(hash), 0x9e3779b1);
}

/** Folds an integer in [0, 2^32) into a hash that is spread. */
export function fold(spreadHash: number, value: number): number {
  return mix(spreadHash ^ value);
}

/** Folds another integer of any size into a hash. */
export function combine(hash: number, value: number): number {
  const high = floor(value / 0x1_0000_0000);
  return fold(spread(hash + high), value);
}

/** Hash of a text. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(hash);
}

/** Lies between two numbers of a stream. */
export const STRIDE = 0x9e3779b9 | 0;

/** The first of a stream of uniform numbers in [0, 1): 32 bits. */
export function firstUniform(stream: number): number {
  return mix(stream) / 0x1_0000_0000;
}

/** The n-th of a stream of uniform numbers: random access. */
export function uniform(stream: number, n: number): number {
  return firstUniform((stream + imul(n, STRIDE)) | 0);
}
