import { NeighbourCollector, SpecContext, withPositions } from '../spec';
import { FileToRead } from './FileToRead';
import { NamedSpecs } from './NamedSpecs';
import { readFiles } from './readFiles';
import { ServiceClaims } from './ServiceClaims';
import { Reading, ServiceReading } from './ServiceReading';

/**
 * What is walked, and with what.
 *
 * @public
 */
export interface WalkOptions {
  /** The files in order; they are asked for twice. */
  readonly files: () => AsyncIterable<FileToRead> | Iterable<FileToRead>;
  readonly context: SpecContext;
  /** Told of each service when it is met for the first time. */
  readonly onMet?: () => void;
  /** Told when all were met, before they are given. */
  readonly onAllMet?: () => void;
  /** Ends the walk early. */
  readonly signal?: AbortSignal;
}

/**
 * The services of thousands of files, one in memory at a time. All is read twice: at first only to see which services
 * claim the same, and what Resources and Systems say of others.
 *
 * @public
 */
export async function* walkServices({
  files,
  context,
  onMet,
  onAllMet,
  signal,
}: WalkOptions): AsyncGenerator<Reading> {
  const neighbours = new NeighbourCollector();
  const claims = ServiceClaims.create();
  const readAll = () =>
    readFiles(files(), { context, neighbours, named: NamedSpecs.create() });
  for await (const reading of readAll()) {
    if (reading.kind === 'service') {
      const { result, file } = reading;
      if (result.kind === 'spec') {
        claims.add({ spec: result.spec, file });
      }
      onMet?.();
    }
    if (signal?.aborted) {
      return;
    }
  }
  onAllMet?.();
  for await (const reading of readAll()) {
    yield reading.kind === 'service' ? claimed(reading, claims) : reading;
  }
}

function claimed(
  reading: ServiceReading,
  claims: ServiceClaims,
): ServiceReading {
  const { result, document, file } = reading;
  if (result.kind === 'none') {
    return reading;
  }
  const found = claims.findingsOn({ spec: result.spec, file });
  if (found.length === 0) {
    return reading;
  }
  const located = document ? withPositions(found, document) : found;
  return {
    ...reading,
    result: { ...result, diagnostics: [...result.diagnostics, ...located] },
  };
}
