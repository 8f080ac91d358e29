import { HttpAuthService } from '@backstage/backend-plugin-api';
import { DataSourceLister } from '../dataSources/DataSourceLister';
import { ServiceAccess } from '../permissions/ServiceAccess';
import { ApiRouter } from './ApiRouter';
import { CALLERS } from './callers';

/** The configured data sources. */
export function addDataSourceRoutes(
  router: ApiRouter,
  options: {
    httpAuth: HttpAuthService;
    access: ServiceAccess;
    dataSources: DataSourceLister;
  },
): void {
  const { httpAuth, access, dataSources } = options;

  router.get('/data-sources', async (request, response) => {
    await access.requireDataSources(
      await httpAuth.credentials(request, CALLERS),
    );
    const items = await dataSources.list();
    response.json({ items, totalItems: items.length });
  });
}
