import { Knex } from 'knex';
import { PortfolioRow } from '../../database/tables';

/**
 * Rows of the portfolio, locked until the transaction ends. Whoever writes more than one of them locks them by this
 * first: in one order, so that no two wait for each other. It is the order of characters, as JavaScript sorts, and not
 * that of a language, which a database may have.
 */
export function lockedPortfolio(tx: Knex.Transaction) {
  const inOrder = tx.client.config.client === 'pg' ? 'collate "C"' : '';
  return tx<PortfolioRow>('portfolio')
    .orderByRaw(`entity_ref ${inOrder}, environment ${inOrder}`)
    .forUpdate();
}
