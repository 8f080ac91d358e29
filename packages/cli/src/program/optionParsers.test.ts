import {
  parseDelay,
  parseEnvironment,
  parseHeader,
  parseLabelName,
  parseName,
  parseOutput,
  parseScrapeInterval,
  parseTier,
  parseTime,
} from './optionParsers';

describe('option parsers', () => {
  it.each<[(text: string) => unknown, string, unknown]>([
    [parseName, 'main.eu-1', 'main.eu-1'],
    [parseScrapeInterval, '15s', 15_000],
    [parseScrapeInterval, '1m', 60_000],
    [parseDelay, '0s', 0],
    [parseDelay, '1m30s', 90_000],
    [parseDelay, '15m', 900_000],
    [parseLabelName, 'app_kubernetes_io_name', 'app_kubernetes_io_name'],
    [parseTier, 'critical', 'critical'],
    [parseTime, '2026-03-01T09:30:00Z', Date.UTC(2026, 2, 1, 9, 30)],
    [parseTime, '2026-03-01', Date.UTC(2026, 2, 1)],
    [parseTime, '2026-03-01T09:30', Date.UTC(2026, 2, 1, 9, 30)],
    [parseTime, '2026-03-01 09:30:15.5', Date.UTC(2026, 2, 1, 9, 30, 15, 500)],
    [parseTime, '2026-03-01t09:30z', Date.UTC(2026, 2, 1, 9, 30)],
    [parseTime, '2026-03-01T09:30+02:00', Date.UTC(2026, 2, 1, 7, 30)],
    [parseTime, '2028-02-29', Date.UTC(2028, 1, 29)],
    [parseTime, '1772357400', 1_772_357_400_000],
    [parseTime, '1772357400.5', 1_772_357_400_500],
  ])('%p reads %j', (parse, text, value) => {
    expect(parse(text)).toBe(value);
  });

  it.each<[(text: string) => unknown, string]>([
    [parseName, ''],
    [parseName, '../x'],
    [parseName, '-x'],
    [parseName, 'a\nb'],
    [parseScrapeInterval, '15'],
    [parseScrapeInterval, '0s'],
    [parseScrapeInterval, '61s'],
    [parseScrapeInterval, '-5s'],
    [parseDelay, ''],
    [parseDelay, '60'],
    [parseDelay, '-5s'],
    [parseDelay, '15m1ms'],
    [parseLabelName, 'a-b'],
    [parseLabelName, '1a'],
    [parseTier, 'urgent'],
    [parseTier, 'constructor'],
    [parseTime, 'yesterday'],
    [parseTime, '2026-13-01'],
    [parseTime, '2026-02-30'],
    [parseTime, '2026-02-30T09:30:00Z'],
    [parseTime, '2026-03-01T25:00Z'],
    [parseTime, '2026-03-01T09:30 Europe/Zurich'],
    [parseTime, '5 March'],
    [parseTime, ''],
  ])('%p refuses %j', (parse, text) => {
    expect(() => parse(text)).toThrow();
  });

  it('collect what may be repeated', () => {
    const one = parseEnvironment('a', undefined);
    expect(parseEnvironment('a', parseEnvironment('b', one))).toEqual([
      'a',
      'b',
    ]);
    const output = parseOutput('mimir-rules', undefined);
    expect(parseOutput('alertmanager', output)).toEqual([
      'mimir-rules',
      'alertmanager',
    ]);
    expect(() => parseOutput('alert-manager', output)).toThrow(
      'Did you mean alertmanager?',
    );
    const header = parseHeader('X-Scope-OrgID: us', undefined);
    expect(parseHeader('X-B:', header)).toEqual({
      'X-Scope-OrgID': 'us',
      'X-B': '',
    });
    expect(() => parseHeader('nothing', undefined)).toThrow();
  });
});
