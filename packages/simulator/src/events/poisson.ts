import { uniform } from './random';

/** Above this mean the search is done in parts: e^-mean must not vanish, and one uniform number has only 32 bits. */
const MAX_PART = 16;

/** A mean, prepared for many draws. */
export interface PoissonMean {
  readonly parts: number;
  readonly partMean: number;
  readonly none: number;
}

export function poissonMean(mean: number): PoissonMean {
  const parts = Math.max(1, Math.ceil(mean / MAX_PART));
  const partMean = mean / parts;
  return { parts, partMean, none: Math.exp(-partMean) };
}

/** A Poisson count by inversion: one number of the stream a part. */
export function drawPoisson(mean: PoissonMean, stream: number): number {
  let count = 0;
  for (let part = 0; part < mean.parts; part++) {
    const u = uniform(stream, part);
    let probability = mean.none;
    let cumulative = probability;
    let k = 0;
    while (u >= cumulative && probability > 1e-12) {
      k += 1;
      probability *= mean.partMean / k;
      cumulative += probability;
    }
    count += k;
  }
  return count;
}
