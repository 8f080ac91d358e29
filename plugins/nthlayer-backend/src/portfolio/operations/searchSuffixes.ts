import { Knex } from 'knex';

/** Longer texts are looked up by so many of their first characters. */
const SUFFIX_LENGTH = 32;

/** Among services in their order a text that is in more places is found sooner. */
const MOST_PLACES = 1000;

/** Behind every character that may follow. */
const LAST = '\u{10ffff}';

interface Searched {
  readonly text?: string;
  readonly entityRefs?: readonly string[];
}

/** The suffixes of some services, as the portfolio has them now. */
function suffixesOf(entityRefs: readonly string[]): string {
  return `
    with recursive places (entity_ref, search, place) as (
      select distinct entity_ref, search, 1 from portfolio
      where entity_ref in (${entityRefs.map(() => '?').join()})
      union all
      select entity_ref, search, place + 1 from places
      where place < length(search)
    )
    select distinct substr(search, place, ${SUFFIX_LENGTH}), entity_ref from places`;
}

/** Keeps what these services are searched by from each of its characters on. */
export async function saveSuffixes(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<void> {
  await tx.raw(
    `insert into portfolio_suffixes (suffix, entity_ref) ${suffixesOf(
      entityRefs,
    )}`,
    entityRefs,
  );
}

/** Before what these services are searched by is changed, or removed. */
export async function deleteSuffixes(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<void> {
  await tx.raw(
    `delete from portfolio_suffixes
    where (suffix, entity_ref) in (${suffixesOf(entityRefs)})`,
    entityRefs,
  );
}

/**
 * Adds which services have the text that is searched for, where an index finds them sooner than their order does: where
 * they are few. What is longer than a suffix is still to be looked at.
 */
export async function lookUpText<F extends Searched>(
  knex: Knex,
  filter: F,
): Promise<F> {
  const { text, entityRefs } = filter;
  if (text === undefined) {
    return filter;
  }
  const start = [...text.toLowerCase()].slice(0, SUFFIX_LENGTH).join('');
  const places: string[] = await knex('portfolio_suffixes')
    .where('suffix', '>=', start)
    .where('suffix', '<', `${start}${LAST}`)
    .limit(MOST_PLACES + 1)
    .pluck('entity_ref');
  if (places.length > MOST_PLACES) {
    return filter;
  }
  const found = new Set(places);
  const own = entityRefs?.filter(ref => found.has(ref)) ?? [...found];
  return { ...filter, entityRefs: own };
}
