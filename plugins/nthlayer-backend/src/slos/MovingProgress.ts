import { ReadingProgress } from './SloStore';

/** Progress that moves on in it, for all that share it. */
export type MovingProgress = {
  -readonly [K in keyof ReadingProgress]: ReadingProgress[K];
};
