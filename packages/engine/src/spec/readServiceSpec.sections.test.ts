import { codes, readShop, specOf } from './__testUtils__/shopSpec';

function read(...lines: string[]) {
  const result = readShop(lines);
  return {
    spec: specOf(result),
    found: codes(result).map(code => code.replace(/^\d+:\d+ /, '')),
    lines: codes(result),
  };
}

const NIGHT = 'name: night, reason: planned, start: 2027-03-06T22:00';

describe('exclusions of a spec', () => {
  it('are times in their zone, for some environments and SLOs', () => {
    const { spec, found } = read(
      'exclusions:',
      `- { ${NIGHT}, duration: 2h, timeZone: Europe/Berlin, rrule: FREQ=WEEKLY;BYDAY=SA, environments: [staging], slos: [latency] }`,
      '- { name: move, reason: told, start: 2027-03-06T22:00:00+02:00, end: 2027-03-06T21:00:00Z }',
    );
    expect(found).toEqual([]);
    expect(spec.exclusions).toEqual([
      {
        name: 'night',
        reason: 'planned',
        author: 'nthlayer.yaml:6',
        startMs: Date.UTC(2027, 2, 6, 21),
        endMs: Date.UTC(2027, 2, 6, 23),
        timeZone: 'Europe/Berlin',
        rrule: 'FREQ=WEEKLY;BYDAY=SA',
        environments: ['staging'],
        slos: ['latency'],
      },
      {
        name: 'move',
        reason: 'told',
        author: 'nthlayer.yaml:7',
        startMs: Date.UTC(2027, 2, 6, 20),
        endMs: Date.UTC(2027, 2, 6, 21),
      },
    ]);
    expect(spec.provenance['exclusions.1'].from).toBe('nthlayer.yaml:7');
  });

  it.each<[string, string]>([
    [
      'name: a, start: 2027-03-06T22:00, end: 2027-03-06T23:00',
      'missing-field spec.exclusions[0].reason',
    ],
    [
      'name: night, reason: " ", start: 2027-03-06T22:00, duration: 1h',
      'invalid-text spec.exclusions[0].reason',
    ],
    [
      'name: night, reason: "a\\0b", start: 2027-03-06T22:00, duration: 1h',
      'invalid-text spec.exclusions[0].reason',
    ],
    [`${NIGHT}`, 'missing-field spec.exclusions[0].end'],
    [
      `${NIGHT}, end: 2027-03-06T23:00, duration: 1h`,
      'two-ends spec.exclusions[0].duration',
    ],
    [
      `${NIGHT}, end: 2027-03-06T21:00`,
      'exclusion-ends-before-start spec.exclusions[0].end',
    ],
    [`${NIGHT}, end: tomorrow`, 'invalid-time spec.exclusions[0].end'],
    [`${NIGHT}, end: 2027-02-30T00:00`, 'invalid-time spec.exclusions[0].end'],
    [
      `${NIGHT}, duration: 1h, timeZone: Mars/Olympus`,
      'unknown-time-zone spec.exclusions[0].timeZone',
    ],
    [
      `${NIGHT}, duration: 1h, rrule: FREQ=OFTEN`,
      'exclusion-rule-invalid spec.exclusions[0].rrule',
    ],
    [
      `${NIGHT}, duration: 400d`,
      'invalid-duration spec.exclusions[0].duration',
    ],
    [
      `${NIGHT}, duration: 1h, slos: [latencie]`,
      'unknown-slo spec.exclusions[0].slos[0]',
    ],
    [
      `${NIGHT}, duration: 1h, environments: [prod]`,
      'unknown-environment spec.exclusions[0].environments[0]',
    ],
    [
      `${NIGHT}, duration: 1h, evry: day`,
      'unknown-field spec.exclusions[0].evry',
    ],
  ])('are left out: %s', (fields, code) => {
    const { spec, found } = read(`exclusions: [{ ${fields} }]`);
    expect(found).toEqual([`error ${code}`]);
    expect(spec).not.toHaveProperty('exclusions');
  });
});

describe('paging, gate and runbook', () => {
  it('are checked and kept, and tell that they have no effect yet', () => {
    const { spec, lines } = read(
      'paging: { service: PABC123, urgency: high }',
      'gate: { warnBelow: 25, blockBelow: 12.5, onUnknown: block }',
      'runbook: { url: https://wiki.example.com/shop, contact: "#shop" }',
    );
    expect(lines).toEqual([
      '5:3 info no-effect-yet spec.paging',
      '6:3 info no-effect-yet spec.gate',
      '7:3 info no-effect-yet spec.runbook',
    ]);
    expect(spec).toMatchObject({
      paging: { service: 'PABC123', urgency: 'high' },
      gate: { warnBelow: 0.25, blockBelow: 0.125, onUnknown: 'block' },
      runbook: { url: 'https://wiki.example.com/shop', contact: '#shop' },
    });
    expect(spec.provenance.gate.from).toBe('nthlayer.yaml:6');
  });

  it.each([
    ['paging: { urgency: loud }', 'error unknown-urgency spec.paging.urgency'],
    ['paging: { escalation: P }', 'error unknown-field spec.paging.escalation'],
    ['gate: { blockBelow: 101 }', 'error invalid-share spec.gate.blockBelow'],
    [
      'gate: { warnBelow: 5, blockBelow: 10 }',
      'warning gate-order spec.gate.blockBelow',
    ],
    [
      'runbook: { url: "javascript:alert(1)" }',
      'error invalid-url spec.runbook.url',
    ],
    ['runbook: none', 'error wrong-type spec.runbook'],
  ])('refuse %s', (line, code) => {
    expect(read(line).found).toContain(code);
  });
});

it('ten lines are a complete spec', () => {
  const { spec, found } = read(
    'tier: high',
    'environments: [production, { name: staging, tier: low }]',
    'alerts: { minBadEvents: 5 }',
    'slos:',
    '- { preset: availability, target: 99.95 }',
    '- { preset: errors-and-latency, target: 99, threshold: 250ms }',
  );
  expect(found).toEqual([]);
  expect(spec.slos).toHaveLength(2);
  expect(spec.overlays).toHaveProperty('staging');
});
