import { HttpAuthService } from '@backstage/backend-plugin-api';
import { ServiceReader } from '../services/ServiceReader';
import { ApiRouter } from './ApiRouter';
import { CALLERS } from './callers';
import { readGroup } from './groupParameter';
import { sloPath } from './pathParameters';

/** The history of one SLO, or of one of its groups. */
export function addHistoryRoutes(
  router: ApiRouter,
  options: { httpAuth: HttpAuthService; reader: ServiceReader },
): void {
  const { httpAuth, reader } = options;

  router.get(
    '/services/:kind/:namespace/:name/slos/:slo/history',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, CALLERS);
      const { slo, ...target } = sloPath.parse(request.params);
      const { environment } = request.query;
      const group = readGroup(request.query.group);
      response.json(
        await reader.getHistory(
          { ...target, environment, credentials, group },
          slo,
        ),
      );
    },
  );
}
