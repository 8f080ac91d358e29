import { Lease } from '../../leases/LeaseStore';
import { PartlyMovedError, TickWrite, TileStore } from '../../tiles/TileStore';

/** What was written, and of which revisions. */
export interface WrittenTick {
  readonly write: TickWrite;
  readonly written: readonly number[];
}

/**
 * Writes what was read with the composites that were made of it, in one transaction. Where others have moved some of it,
 * composites have to be made of what those have stored: then they are left out.
 */
export async function appendComposed(
  tiles: TileStore,
  { read, composed }: { read: TickWrite; composed: TickWrite },
  fence: Lease | undefined,
): Promise<WrittenTick> {
  if (composed !== read) {
    const whole = { ...composed, isWhole: true };
    try {
      const written = await tiles.appendTick(whole, fence);
      return { write: composed, written };
    } catch (error) {
      if (!(error instanceof PartlyMovedError)) {
        throw error;
      }
    }
  }
  return { write: read, written: await tiles.appendTick(read, fence) };
}
