import fc from 'fast-check';
import { MatrixRow } from '../sli';
import { corpus } from './__testUtils__/corpus';
import { describeWithTools } from './__testUtils__/findTool';
import { mutations } from './__testUtils__/mutations';
import {
  RealPrometheus,
  startPrometheus,
} from './__testUtils__/realPrometheus';
import { matcher, selector } from './builders';
import { enforceMatchers } from './enforceMatchers';
import { Expression } from './expression';
import { mapSelectors } from './mapSelectors';
import { parse } from './parse';
import { parseTyped } from './parseTyped';
import { print } from './print';

const START_MS = 1_700_000_000_000;
const RANGE = { startMs: START_MS, endMs: START_MS + 120_000, stepMs: 60_000 };

/** Two services with the same metrics: one is the owner of what may be read. */
function samples(services: readonly string[]): string {
  const lines = ['# TYPE a counter', '# TYPE b gauge'];
  for (const metric of ['a_total', 'b']) {
    for (const [place, service] of services.entries()) {
      for (const code of ['200', '500']) {
        for (let minute = -10; minute <= 3; minute++) {
          const factor = (place + 1) * (code === '500' ? 3 : 7);
          const value = factor * (minute + 11) + (metric === 'b' ? 0.5 : 0);
          lines.push(
            `${metric}{service="${service}",code="${code}"} ${value} ${
              START_MS / 1000 + minute * 60
            }`,
          );
        }
      }
    }
  }
  const [a, b, ...rest] = lines;
  const of = (name: string) => rest.filter(line => line.startsWith(name));
  return [a, ...of('a_total'), b, ...of('b'), '# EOF', ''].join('\n');
}

/** The server sorts matchers; their order means nothing. */
function sorted(expression: Expression | undefined): Expression | undefined {
  return (
    expression &&
    mapSelectors(expression, ({ metric, matchers }) =>
      selector(
        metric,
        [...matchers].sort((x, y) => (keyOf(x) < keyOf(y) ? -1 : 1)),
      ),
    )
  );
}

function keyOf(of: { label: string; op: string; value: string }): string {
  return [of.label, of.op, of.value].join('\0');
}

/** Every operation in parentheses, so that no precedence is left to the reader. */
function inParentheses(node: Expression): string {
  switch (node.kind) {
    case 'binary':
      return `(${inParentheses(node.left)} ${node.op}${
        node.bool ? ' bool' : ''
      } ${inParentheses(node.right)})`;
    case 'unary':
      return `(${node.op}${inParentheses(node.expression)})`;
    default:
      return `(${print(node)})`;
  }
}

/** The server forgets an empty list of labels with a group in its own spelling. */
const FORGETFUL = /(?:on|ignoring) ?\(\) ?group/;
/** What our grammar has and 2.42 has not: quoted names, durations as numbers and numbers as durations. */
const NEWER =
  /unexpected (?:string|duration|number|<without>|<op:atan2>)|missing unit character|bad number or duration|unexpected "\("/;
/** What 2.42 has and our grammar has not: a metric called offset, and holt_winters. */
const LEFT_OUT = /\boffset\b|holt_winters/i;

const operand = fc.constantFrom(
  ...['a_total', 'b', '2', '0.5', 'b{code="500"}', 'vector(3)', 'sum(b)'],
);
const operator = fc.constantFrom(
  ...['+', '-', '*', '/', '%', '^', '> bool', '== bool', 'and', 'or', 'unless'],
);
const chain = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom('', '-'), operand, operator), {
      minLength: 1,
      maxLength: 5,
    }),
    operand,
  )
  .map(([links, last]) => [...links.flat(), last].join(' '));

/** Where the server and we differ about a text, other than by its age. */
async function disagreement(
  server: RealPrometheus,
  text: string,
): Promise<string | undefined> {
  const { expression, diagnostics } = parseTyped(text);
  const { error } = await server.format(text);
  if (expression && error === undefined) {
    return (await server.format(print(expression))).error;
  }
  if (expression) {
    return NEWER.test(error ?? '') ? undefined : error;
  }
  return error !== undefined || LEFT_OUT.test(text)
    ? undefined
    : diagnostics[0].detail;
}

describeWithTools('prometheus', 'promtool')('PromQL on a real server', () => {
  let both: RealPrometheus;
  let alone: RealPrometheus;

  beforeAll(async () => {
    [both, alone] = await Promise.all([
      startPrometheus(samples(['mine', 'theirs'])),
      startPrometheus(samples(['mine'])),
    ]);
  }, 60_000);

  afterAll(() => Promise.all([both.stop(), alone.stop()]));

  it('accepts what people have and what we make of it, and reads it as we do', async () => {
    await Promise.all(
      corpus.map(async ([, text]) => {
        const { expression } = parse(text);
        const [theirs, ours] = await Promise.all([
          both.format(text),
          both.format(print(expression!)),
        ]);
        expect([text, theirs.error, ours.error]).toEqual([
          text,
          undefined,
          undefined,
        ]);
        const readBack = FORGETFUL.test(text)
          ? expression
          : parse(theirs.text!).expression;
        expect(sorted(readBack)).toEqual(sorted(expression));
      }),
    );
  });

  it('accepts and refuses the same texts as we do', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...corpus).chain(([, text]) => mutations(text)),
        async text => {
          expect(await disagreement(both, text)).toBeUndefined();
        },
      ),
      // Always the same texts: what is right of one server's version is not right of all.
      { numRuns: 500, seed: 1 },
    );
  });

  it('works out what the tree says', async () => {
    await fc.assert(
      fc.asyncProperty(chain, async text => {
        const { expression } = parseTyped(text);
        fc.pre(expression !== undefined);
        const written = await both.queryRange(text, RANGE);
        const spelled = inParentheses(expression!);
        expect(await both.queryRange(print(expression!), RANGE)).toEqual(
          written,
        );
        expect(await both.queryRange(spelled, RANGE)).toEqual(written);
      }),
      { numRuns: 60 },
    );
  });

  it('reads nothing of others, whatever an enforced expression says', async () => {
    const hostile = [
      '{__name__=~".+"}',
      '{service="theirs"} or {service!=""}',
      'sum by (service) (a_total) or b{service=~".*"}',
      'absent(b{service="theirs"})',
      'absent({__name__="b"})',
      'label_replace(b, "service", "theirs", "", "")',
      'max_over_time((b or a_total)[2m:1m])',
      'count_values("service", b)',
      'b unless on () b{service="theirs"}',
      'b == on (code) group_left () sum by (code) (b)',
      'topk(scalar(count(b)), a_total)',
      'rate(a_total{service!="mine"}[5m]) or rate(a_total[5m] offset 1m)',
      'count({service=~"theirs|.+"})',
      'b @ end() > bool scalar(max(a_total))',
      'quantile_over_time(0.5, b[5m]) and on () vector(1)',
    ];
    const own = [matcher('service', '=', 'mine')];
    const answersTo = (text: string) =>
      Promise.all(
        [both, alone].map(server =>
          server.queryRange(text, RANGE).then(bySeries, () => ['refused']),
        ),
      );
    let leaks = 0;
    for (const text of hostile) {
      const [open, ofMine] = await answersTo(text);
      leaks += Number(open.join() !== ofMine.join());
      const { expression } = enforceMatchers(parse(text).expression!, own);
      const [all, mine] = await answersTo(print(expression!));
      expect(mine).not.toEqual(['refused']);
      expect([text, all]).toEqual([text, mine]);
    }
    expect(leaks).toBeGreaterThan(hostile.length / 2);
  });
});

function bySeries(rows: readonly MatrixRow[]): string[] {
  return rows.map(row => JSON.stringify(row)).sort();
}
