import { HttpAuthService } from '@backstage/backend-plugin-api';
import { ServiceLister } from '../services/ServiceLister';
import { ServiceReader } from '../services/ServiceReader';
import { ApiRouter } from './ApiRouter';
import { CALLERS } from './callers';
import { servicePath } from './pathParameters';
import { readCursor, writeCursor } from './pageCursor';

const DEFAULT_LIMIT = 50;

/** `/services` and one service. */
export function addServiceRoutes(
  router: ApiRouter,
  options: {
    httpAuth: HttpAuthService;
    lister: ServiceLister;
    reader: ServiceReader;
  },
): void {
  const { httpAuth, lister, reader } = options;

  router.get('/services', async (request, response) => {
    const { environment, limit = DEFAULT_LIMIT, cursor } = request.query;
    const credentials = await httpAuth.credentials(request, CALLERS);
    const { continueAfter, ...page } = await lister.list({
      credentials,
      environment,
      limit: Number(limit),
      after: cursor && readCursor(cursor, environment).after,
    });
    response.json({
      ...page,
      ...(continueAfter && {
        nextCursor: writeCursor({ after: continueAfter, environment }),
      }),
    });
  });

  router.get('/services/:kind/:namespace/:name', async (request, response) => {
    const credentials = await httpAuth.credentials(request, CALLERS);
    const { environment, at } = request.query;
    response.json(
      await reader.getService({
        ...servicePath.parse(request.params),
        environment,
        atMs: at === undefined ? undefined : Number(at),
        credentials,
      }),
    );
  });
}
