import { TileColumns } from '@nthlayer/engine';

/** End of the newest known tile; undefined without any. */
export function knownEnd({
  startMs,
  stepMs,
  known,
}: TileColumns): number | undefined {
  const newest = known.findLastIndex(tiles => tiles > 0);
  return newest < 0 ? undefined : startMs + (newest + 1) * stepMs;
}
