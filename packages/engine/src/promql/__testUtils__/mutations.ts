import fc from 'fast-check';

/** Texts that differ from one in a token. */
export function mutations(text: string): fc.Arbitrary<string> {
  const tokens =
    text.match(/"(?:[^"\\]|\\.)*"|[A-Za-z_:][\w:]*|[\d.]+[a-z]*|\s+|[^]/g) ??
    [];
  const piece = fc.constantFrom(
    ...tokens,
    ...['(', ')', '[5m]', '[1h:1m]', ' by (x) ', ' on (x) ', ' bool ', '"x"'],
    ...['-', '^', ' and ', '1', '0x1F', '010', 'NaN', 'topk', 'rate', '=~'],
    ...['"(a"', '@ 5', ' offset 5m', 'scalar', 'time()', ',', '#c\n', "'s'"],
  );
  return fc
    .tuple(fc.nat(tokens.length), fc.nat(1), piece)
    .map(([at, removed, added]) =>
      tokens.toSpliced(at, removed, added).join(''),
    );
}
