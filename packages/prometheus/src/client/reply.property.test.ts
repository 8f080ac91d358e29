import fc from 'fast-check';
import { PrometheusProblem } from './prometheusProblem';
import { parseColumns } from './parsing/parseColumns';
import { rowsIn } from './parsing/RowColumns';
import { requireAnswer } from './reply';

/** Parses as the client does; what is thrown must be a problem with words of our own. */
function outcome(status: number, body: string): string {
  try {
    const contentType = 'application/json';
    const bytes = new TextEncoder().encode(body);
    requireAnswer({ status, contentType, body: bytes });
    const rows = [...rowsIn(parseColumns(bytes, 'matrix'))];
    const finite = rows
      .flatMap(({ timesMs }) => timesMs)
      .every(Number.isFinite);
    return finite ? 'rows' : 'times that are none';
  } catch (error) {
    return error instanceof PrometheusProblem
      ? error.problem.code
      : String(error);
  }
}

const CODES = [
  'rows',
  'bad-reply',
  'query-failed',
  'unreachable',
  'timeout',
  'refused',
  'rate-limited',
];

const label = fc.oneof(fc.constant('__proto__'), fc.string());
const almostMatrix = fc.record(
  {
    status: fc.oneof(fc.constant('success'), fc.json()),
    data: fc.record({
      resultType: fc.constantFrom('matrix', 'vector', 'scalar'),
      result: fc.array(
        fc.record({
          metric: fc.dictionary(label, fc.oneof(fc.string(), fc.nat())),
          values: fc.array(
            fc.tuple(
              fc.oneof(fc.nat(), fc.double(), fc.constant(null)),
              fc.oneof(
                fc.constantFrom('1', 'NaN', '+Inf', '1e9', '0x1'),
                fc.string(),
              ),
            ),
          ),
        }),
      ),
    }),
    warnings: fc.constantFrom(null, [], ['x']),
  },
  { requiredKeys: [] },
);

describe('a reply of any content', () => {
  it('is rows or a typed problem, never anything else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          almostMatrix.map(reply => JSON.stringify(reply)),
        ),
        fc.constantFrom(200, 204, 302, 400, 401, 404, 422, 429, 500, 503),
        (body, status) => {
          expect(CODES).toContain(outcome(status, body));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is no rows at all when any of its bytes is missing', () => {
    const whole = JSON.stringify({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: { a: 'b' },
            values: [
              [60, '1'],
              [120, '2'],
            ],
          },
        ],
      },
    });
    expect(outcome(200, whole)).toBe('rows');
    for (let length = 0; length < whole.length; length++) {
      expect(outcome(200, whole.slice(0, length))).toBe('bad-reply');
    }
  });
});
