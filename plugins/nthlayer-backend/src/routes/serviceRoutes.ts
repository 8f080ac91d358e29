import { HttpAuthService } from '@backstage/backend-plugin-api';
import { z } from 'zod';
import { CursorSeal } from '../pages/CursorSeal';
import { ServiceLister } from '../services/ServiceLister';
import { ServiceReader } from '../services/ServiceReader';
import { ApiRouter } from './ApiRouter';
import { CALLERS } from './callers';
import { servicePath } from './pathParameters';

const DEFAULT_LIMIT = 50;

const positionSchema = z.strictObject({ entityRef: z.string().max(255) });

/** `/services` and one service. */
export function addServiceRoutes(
  router: ApiRouter,
  options: {
    cursorSeal: CursorSeal;
    httpAuth: HttpAuthService;
    lister: ServiceLister;
    reader: ServiceReader;
  },
): void {
  const { cursorSeal, httpAuth, lister, reader } = options;

  router.get('/services', async (request, response) => {
    const { environment, limit = DEFAULT_LIMIT, cursor } = request.query;
    const credentials = await httpAuth.credentials(request, CALLERS);
    const list = { list: 'services', environment };
    const after = await cursorSeal.open(cursor, list, positionSchema);
    const { continueAfter, ...page } = await lister.list({
      credentials,
      environment,
      limit: Number(limit),
      after: after?.entityRef,
    });
    response.json({
      ...page,
      ...(continueAfter && {
        nextCursor: await cursorSeal.seal({ entityRef: continueAfter }, list),
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
