/** A native histogram with buckets of powers of two: `counts` by the exponent of each bucket's upper bound. */
export interface NativeSample {
  readonly timeMs: number;
  readonly counts: Readonly<Record<number, number>>;
}

export interface NativeSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly NativeSample[];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value);
const field = (id: number, value: number) => [
  ...varint(id * 8),
  ...varint(value),
];
const block = (id: number, bytes: readonly number[]) => [
  ...varint(id * 8 + 2),
  ...varint(bytes.length),
  ...bytes,
];
const double = (id: number, value: number) => [
  ...varint(id * 8 + 1),
  ...Buffer.from(new Float64Array([value]).buffer),
];
const text = (id: number, value: string) => block(id, [...Buffer.from(value)]);

function histogram({ timeMs, counts }: NativeSample): number[] {
  const buckets = Object.keys(counts)
    .map(Number)
    .sort((a, b) => a - b);
  const values = buckets.map(bucket => counts[bucket]);
  const total = values.reduce((sum, count) => sum + count, 0);
  const spans = buckets.map((bucket, index) => {
    const gap = index === 0 ? bucket : bucket - buckets[index - 1] - 1;
    return block(11, [...field(1, zigzag(gap)), ...field(2, 1)]);
  });
  const deltas = values.map((count, index) =>
    zigzag(count - (values[index - 1] ?? 0)),
  );
  return [
    ...field(1, total),
    ...double(3, total),
    ...field(4, zigzag(0)),
    ...double(5, 1e-128),
    ...field(6, 0),
    ...spans.flat(),
    ...block(12, deltas.flatMap(varint)),
    ...field(15, timeMs),
  ];
}

/** Snappy's block format, with literals only. */
function snappy(bytes: readonly number[]): Buffer<ArrayBuffer> {
  const parts = [...varint(bytes.length)];
  for (let at = 0; at < bytes.length; at += 65_536) {
    const piece = bytes.slice(at, at + 65_536);
    const last = piece.length - 1;
    parts.push(61 << 2, last & 255, last >> 8);
    piece.forEach(byte => parts.push(byte));
  }
  return Buffer.from(parts);
}

/** Writes native histograms into a server that was started with `--web.enable-remote-write-receiver`. */
export async function writeNativeHistograms(
  url: string,
  series: readonly NativeSeries[],
): Promise<void> {
  const request = series.flatMap(({ labels, samples }) =>
    block(1, [
      ...Object.entries(labels)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([name, value]) =>
          block(1, [...text(1, name), ...text(2, value)]),
        ),
      ...samples.flatMap(sample => block(4, histogram(sample))),
    ]),
  );
  const response = await fetch(`${url}/api/v1/write`, {
    method: 'POST',
    headers: {
      'Content-Encoding': 'snappy',
      'Content-Type': 'application/x-protobuf',
      'X-Prometheus-Remote-Write-Version': '0.1.0',
    },
    body: snappy(request),
  });
  if (!response.ok) {
    throw new Error(`${response.status}: ${await response.text()}`);
  }
}
