import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { ExclusionEditor } from '../exclusions/ExclusionEditor';
import { CursorSeal } from '../pages/CursorSeal';
import { toExclusion } from '../views/toExclusion';
import { ApiRouter } from './ApiRouter';
import { audited } from './audited';
import { CALLERS } from './callers';
import { exclusionPath, servicePath } from './pathParameters';

const DEFAULT_LIMIT = 50;

const positionSchema = z.strictObject({
  startMs: z.number(),
  id: z.string().max(36),
});

/** Times that do not count against the budgets of a service. */
export function addExclusionRoutes(
  router: ApiRouter,
  options: {
    auditor: AuditorService;
    cursorSeal: CursorSeal;
    httpAuth: HttpAuthService;
    exclusionEditor: ExclusionEditor;
  },
): void {
  const { auditor, cursorSeal, httpAuth, exclusionEditor: editor } = options;

  router.get(
    '/services/:kind/:namespace/:name/exclusions',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, CALLERS);
      const { environment, limit = DEFAULT_LIMIT, cursor } = request.query;
      const target = { ...servicePath.parse(request.params), environment };
      const list = { list: 'exclusions', of: target };
      const { items, totalItems, continueAfter } = await editor.list({
        ...target,
        credentials,
        limit: Number(limit),
        after: await cursorSeal.open(cursor, list, positionSchema),
      });
      response.json({
        items: items.map(toExclusion),
        totalItems,
        ...(continueAfter && {
          nextCursor: await cursorSeal.seal(
            { startMs: continueAfter.startMs, id: continueAfter.id },
            list,
          ),
        }),
      });
    },
  );

  router.post(
    '/services/:kind/:namespace/:name/exclusions',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, CALLERS);
      const { environment } = request.query;
      const target = { ...servicePath.parse(request.params), environment };
      const added = await audited(
        auditor,
        {
          eventId: 'exclusion-create',
          severityLevel: 'medium',
          request,
          meta: meta(target, { ...request.body }),
        },
        async () => {
          const result = toExclusion(
            await editor.add({ ...target, credentials }, request.body),
          );
          const { id, retroactive } = result;
          return { result, meta: { id, retroactive } };
        },
      );
      response.status(201).json(added);
    },
  );

  router.delete(
    '/services/:kind/:namespace/:name/exclusions/:exclusion',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, CALLERS);
      const { exclusion: id, ...path } = exclusionPath.parse(request.params);
      const target = { ...path, environment: request.query.environment };
      await audited(
        auditor,
        {
          eventId: 'exclusion-delete',
          severityLevel: 'medium',
          request,
          meta: meta(target, { id }),
        },
        async () => {
          const removed = await editor.remove({ ...target, credentials }, id);
          const result = toExclusion(removed);
          return { result, meta: { exclusion: { ...result } } };
        },
      );
      response.status(204).end();
    },
  );
}

function meta(
  target: {
    kind: string;
    namespace: string;
    name: string;
    environment?: string;
  },
  details: JsonObject,
): JsonObject {
  const { environment, ...entity } = target;
  return {
    ...details,
    entityRef: stringifyEntityRef(entity),
    ...(environment !== undefined && { environment }),
  };
}
