import { HttpAuthService } from '@backstage/backend-plugin-api';
import { z } from 'zod';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { CursorSeal } from '../pages/CursorSeal';
import { PortfolioReader } from '../portfolio/PortfolioReader';
import { PortfolioFilter } from '../portfolio/PortfolioStore';
import { ShownAt } from '../views/agedStatus';
import { toPortfolioItem } from '../views/toPortfolioItem';
import { toRollup } from '../views/toRollup';
import { ApiRouter } from './ApiRouter';
import { CALLERS } from './callers';

const DEFAULT_LIMIT = 50;

const positionSchema = z.strictObject({
  sortKey: z.number(),
  entityRef: z.string().max(255),
  environment: z.string().max(63),
});

/** All services in order of trouble. */
export function addPortfolioRoutes(
  router: ApiRouter,
  options: {
    cursorSeal: CursorSeal;
    httpAuth: HttpAuthService;
    portfolioReader: PortfolioReader;
    sources: DataSourceRegistry;
    shownAt: () => ShownAt;
  },
): void {
  const { cursorSeal, httpAuth, sources, shownAt } = options;
  const { portfolioReader: reader } = options;

  router.get('/portfolio', async (request, response) => {
    const credentials = await httpAuth.credentials(request, CALLERS);
    const { limit = DEFAULT_LIMIT, cursor, ...query } = request.query;
    const filter: PortfolioFilter = query;
    const list = { list: 'portfolio', filter: query };
    const page = await reader.list({
      credentials,
      filter,
      limit: Number(limit),
      after: await cursorSeal.open(cursor, list, positionSchema),
    });
    const shown = { sources, shownAt: shownAt() };
    const { continueAfter } = page;
    response.json({
      items: page.entries.map(entry => toPortfolioItem(entry, shown)),
      ...(continueAfter && {
        nextCursor: await cursorSeal.seal(
          {
            sortKey: continueAfter.sortKey,
            entityRef: continueAfter.entityRef,
            environment: continueAfter.environment,
          },
          list,
        ),
      }),
    });
  });

  router.get('/portfolio/rollups', async (request, response) => {
    const credentials = await httpAuth.credentials(request, CALLERS);
    const { by, ...filter } = request.query;
    const entries = await reader.rollup({ credentials, filter, by });
    const shown = { sources, shownAt: shownAt() };
    const items = entries.map(entry => toRollup(entry, shown));
    response.json({ items, totalItems: items.length });
  });
}
