import { HttpAuthService } from '@backstage/backend-plugin-api';
import { ServiceReader } from '../services/ServiceReader';
import { ApiRouter } from './ApiRouter';
import { CALLERS } from './callers';
import { assetPath, servicePath } from './pathParameters';

/** The generated files of one service. */
export function addAssetRoutes(
  router: ApiRouter,
  options: { httpAuth: HttpAuthService; reader: ServiceReader },
): void {
  const { httpAuth, reader } = options;

  router.get(
    '/services/:kind/:namespace/:name/assets',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, CALLERS);
      const { environment } = request.query;
      const items = await reader.listAssets({
        ...servicePath.parse(request.params),
        environment,
        credentials,
      });
      response.json({ items, totalItems: items.length });
    },
  );

  router.get(
    '/services/:kind/:namespace/:name/assets/:asset',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, CALLERS);
      const { asset, ...target } = assetPath.parse(request.params);
      const { environment } = request.query;
      response.json(
        await reader.getAsset({ ...target, environment, credentials }, asset),
      );
    },
  );
}
