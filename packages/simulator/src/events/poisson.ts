import { uniform } from './random';

/** Above this mean the search is done in parts: e^-mean must not vanish, and one uniform number has only 32 bits. */
const MAX_PART = 16;

/** A mean, prepared for many draws. */
export interface PoissonMean {
  readonly parts: number;
  /** How likely a part is to count so many or fewer; ends where more are too unlikely to be drawn. */
  readonly cumulative: readonly number[];
}

export function poissonMean(mean: number): PoissonMean {
  const parts = Math.max(1, Math.ceil(mean / MAX_PART));
  const partMean = mean / parts;
  let probability = Math.exp(-partMean);
  const cumulative = [probability];
  for (let k = 1; probability > 1e-12; k++) {
    probability *= partMean / k;
    cumulative.push(cumulative[k - 1] + probability);
  }
  return { parts, cumulative };
}

/** Whether nothing is ever drawn. */
export function isNever({ cumulative }: PoissonMean): boolean {
  return cumulative[0] === 1;
}

/** A Poisson count by inversion: one number of the stream a part. */
export function drawPoisson(
  { parts, cumulative }: PoissonMean,
  stream: number,
): number {
  const most = cumulative.length - 1;
  let count = 0;
  for (let part = 0; part < parts; part++) {
    const u = uniform(stream, part);
    let k = 0;
    while (k < most && u >= cumulative[k]) {
      k += 1;
    }
    count += k;
  }
  return count;
}
