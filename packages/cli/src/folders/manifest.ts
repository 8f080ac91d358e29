import { canonicalJson } from '@nthlayer/engine';
import { z } from 'zod';

/** File in every generated folder that says what was generated there. */
export const MANIFEST_NAME = '.nthlayer.json';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const hashes = z.record(z.string().min(1).max(200), hash);

const manifestSchema = z.object({
  /** Whose stack it is. */
  entityRef: z.string().min(1),
  /** SHA-256 of every generated file, lower-case hex, by name. */
  files: hashes,
  /** Hashes of what is being replaced; only there while a run is writing, or after it was killed. */
  replaces: hashes.optional(),
});

/** What was generated in a folder, so that a file of somebody else's is never overwritten. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/** The manifest in a text; `undefined` when it is none of ours. */
export function parseManifest(text: string | undefined): Manifest | undefined {
  try {
    return manifestSchema.parse(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}

/** Same manifest, same bytes. */
export function printManifest(manifest: Manifest): string {
  const sorted: unknown = JSON.parse(canonicalJson(manifest));
  return `${JSON.stringify(sorted, undefined, 2)}\n`;
}
