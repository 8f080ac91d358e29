/** What goes by between two looks at the heap. */
export interface HeapRun {
  readonly slos: number;
  readonly hours: number;
  /** Virtual minutes from one tick to the next; each reads all minutes in between. */
  readonly everyMinutes: number;
}

/** What one process measures. */
export interface HeapOptions extends HeapRun {
  /** Of the server that holds the counters. */
  readonly url: string;
}

/** Bytes on the heap and in buffers beside it, garbage collected. */
export interface HeapFigures {
  /** Before there were any SLOs. */
  readonly emptyBytes: number;
  /** When a quarter of the time had gone by. */
  readonly quarterBytes: number;
  readonly endBytes: number;
  readonly ticks: number;
  /** Tiles that the ledger holds to have been read, of all SLOs together. */
  readonly tiles: number;
  readonly cpuMs: number;
}
