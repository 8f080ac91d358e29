import xxhash from 'xxhash-wasm';

const SEPARATOR = Buffer.from([0xff]);

/**
 * When Prometheus evaluates a rule group: milliseconds into every interval since the epoch. It spreads its groups by
 * a hash of file and name (`rules/group.go`, `EvalTimestamp`); a server that spreads them in another way makes a test
 * that looks at this slower, not wrong.
 */
export async function ruleGroupPhaseMs(
  group: { file: string; name: string },
  intervalMs: number,
): Promise<number> {
  const { h64Raw } = await xxhash();
  const labels = ['file', group.file, 'name', group.name];
  const hash = h64Raw(
    Buffer.concat(labels.flatMap(text => [Buffer.from(text), SEPARATOR])),
  );
  const phaseNs = hash % (BigInt(intervalMs) * 1_000_000n);
  return Number(phaseNs / 1_000_000n);
}

/** A name in a folder for a rule file whose group is evaluated soon after a time, at most two seconds later if it can be. */
export async function ruleFileEvaluatedAt(
  group: { folder: string; name: string },
  atMs: number,
  intervalMs: number,
): Promise<string> {
  let best = { file: '', lateMs: Infinity };
  for (let i = 0; i < 300 && best.lateMs > 2_000; i++) {
    const file = `${group.folder}/rules-${i}.yaml`;
    const phaseMs = await ruleGroupPhaseMs(
      { file, name: group.name },
      intervalMs,
    );
    const lateMs = (((phaseMs - atMs) % intervalMs) + intervalMs) % intervalMs;
    best = lateMs < best.lateMs ? { file, lateMs } : best;
  }
  return best.file;
}
