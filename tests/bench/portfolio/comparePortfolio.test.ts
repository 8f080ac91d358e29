import { Report } from '../compare/Report';
import { comparePortfolio } from './comparePortfolio';

jest.setTimeout(60_000);

describe('the comparison of portfolios', () => {
  it('reads every page and roll-up among few and among more, a page by text in two statements, else in one', async () => {
    const output = [process.stdout, process.stderr].map(stream =>
      jest.spyOn(stream, 'write').mockReturnValue(true),
    );
    const report = new Report();
    await comparePortfolio(report, [600, 1000]);
    output.forEach(spy => spy.mockRestore());

    const [head, , ...rows] = report.sections
      .get('portfolio-cost')!
      .split('\n')
      .map(line => line.split('|').map(cell => cell.trim()));
    expect(head.slice(2, 4)).toEqual(['600 SLOs', '1,000 SLOs']);
    expect(rows.map(cells => [cells[1], cells[5]])).toEqual([
      ['the first', '1'],
      ['in the middle', '1'],
      ['the first of a team', '1'],
      ['the first of the healthy ones of a tier', '1'],
      ['the first of a text that 100 have', '2'],
      ['the first of a text that all have', '2'],
    ]);
    const rollups = report.sections.get('rollup-cost')!.split('\n');
    expect(rollups.slice(2).map(line => line.split('|')[1].trim())).toEqual([
      'all by state',
      'all by owner',
      'all by system',
      'the healthy ones of a team by tier',
    ]);
  });
});
