import { TestDatabaseId } from '@backstage/backend-test-utils';
import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { FakeDataSource } from '../__testUtils__/FakeDataSource';
import { DAY_MS, MINUTE_MS } from '../durations';

jest.setTimeout(120_000);

const { signal } = new AbortController();
const SOURCES = ['main', 'other'];

/** Something happens before it answers. */
class InterruptedSource extends FakeDataSource {
  meanwhile: () => Promise<void> = async () => {};

  async readTiles(...given: Parameters<FakeDataSource['readTiles']>) {
    await this.meanwhile();
    return super.readTiles(...given);
  }
}

/** A ledger in which what has followed the data source is gone or goes. */
async function setUp(id: TestDatabaseId, source?: FakeDataSource) {
  const knex = await createDatabase(id);
  const ledger = createLedger(knex, { dataSources: SOURCES, source });
  const { clock, services, slos, sources } = ledger;
  return {
    ...ledger,

    async addAll(names: readonly string[]) {
      for (const name of names) {
        await ledger.add(exampleSpec(name));
      }
    },

    remove: (names: readonly string[]) =>
      services.deleteServices(
        names.map(name => `component:default/${name}`),
        clock.nowMs,
      ),

    async pass(minutes: number) {
      for (let minute = 0; minute < minutes; minute++) {
        clock.nowMs += MINUTE_MS;
        await ledger.tick.run(signal);
      }
    },

    /** Nobody lists what is read anew as long as it stays. */
    async progress() {
      const [cursor] = await knex('reading_cursors').where(
        'data_source',
        'main',
      );
      return Number(cursor.progress);
    },

    /** What follows a data source is all that is read from it, and the cursor knows how many that are. */
    async expectTogether() {
      for (const dataSource of SOURCES) {
        const active = await slos.listActiveOf(dataSource);
        const following = await knex('sli_revisions')
          .where({ data_source: dataSource, follows: true })
          .pluck('id');
        expect(following.sort()).toEqual(
          active.map(slo => slo.sliRevisionId).sort(),
        );
        const [cursor] = await knex('reading_cursors').where({
          data_source: dataSource,
        });
        expect(cursor?.followers ?? 0).toBe(active.length);
        const newestMs = sources.newestTileEnd(dataSource, clock.nowMs);
        active.forEach(({ progress }) =>
          expect(progress.watermarkMs).toBe(newestMs),
        );
      }
    },
  };
}

type Ledger = Awaited<ReturnType<typeof setUp>>;

const change = (spec: Partial<ServiceSpec>) => (ledger: Ledger) =>
  ledger.add(exampleSpec('old', spec));

describe.each(databases.eachSupportedId())(
  'A data source whose last SLO goes, on %s,',
  id => {
    it.each<[string, (ledger: Ledger) => Promise<void>]>([
      ['with its service', ledger => ledger.remove(['old'])],
      ['out of its spec', change({ slos: [] })],
      ['to another data source', change({ dataSource: 'other' })],
      ['for one of another SLI', change({ slos: [exampleSlo('new')] })],
    ])('%s is read as fast as any other again', async (_way, leave) => {
      const ledger = await setUp(id);
      await ledger.addAll(['old']);
      await ledger.pass(3);
      ledger.clock.nowMs += 3 * MINUTE_MS;
      await leave(ledger);
      await ledger.pass(1);
      await ledger.expectTogether();
      await ledger.remove(['old']);
      await ledger.addAll(['a', 'b', 'c']);
      await ledger.pass(1);
      await ledger.expectTogether();
      const progress = await ledger.progress();
      await ledger.pass(2);
      await ledger.expectTogether();
      expect(await ledger.progress()).toBe(progress);
      ledger.clock.nowMs += 36 * DAY_MS;
      expect(await ledger.services.purgeServices(ledger.clock.nowMs)).toBe(1);
      await ledger.pass(2);
      await ledger.expectTogether();
    });

    it('while it is read is not held up by it', async () => {
      const source = new InterruptedSource();
      const ledger = await setUp(id, source);
      await ledger.addAll(['old']);
      await ledger.pass(2);
      source.meanwhile = () => ledger.remove(['old']);
      await ledger.pass(1);
      source.meanwhile = async () => {};
      await ledger.expectTogether();
      ledger.clock.nowMs += 3 * MINUTE_MS;
      await ledger.addAll(['new']);
      await ledger.pass(2);
      await ledger.expectTogether();
      expect(await ledger.slos.listActiveOf('main')).toHaveLength(1);
    });

    it('reads on where it was when the SLO comes back', async () => {
      const ledger = await setUp(id);
      await ledger.addAll(['old', 'other']);
      await ledger.pass(3);
      const [before] = await ledger.slos.listActiveOf('main');
      const { watermarkMs } = before.progress;
      await ledger.remove(['old', 'other']);
      ledger.clock.nowMs += 5 * MINUTE_MS;
      await ledger.addAll(['old']);
      const [back] = await ledger.slos.listActiveOf('main');
      expect(back).toMatchObject({
        sliRevisionId: before.sliRevisionId,
        progress: before.progress,
      });
      ledger.source().reads.length = 0;
      await ledger.pass(1);
      const [{ range }] = ledger.source().reads;
      expect(range).toMatchObject({
        startMs: watermarkMs,
        endMs: watermarkMs + 6 * MINUTE_MS,
      });
      await ledger.expectTogether();
    });
  },
);
