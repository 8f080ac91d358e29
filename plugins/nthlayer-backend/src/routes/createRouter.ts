import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { HistoryRetry } from '../backfill/HistoryRetry';
import { DataSourceLister } from '../dataSources/DataSourceLister';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { ExclusionEditor } from '../exclusions/ExclusionEditor';
import { CursorSeal } from '../pages/CursorSeal';
import { PortfolioReader } from '../portfolio/PortfolioReader';
import { ServiceAccess } from '../permissions/ServiceAccess';
import { ServiceLister } from '../services/ServiceLister';
import { ServiceReader } from '../services/ServiceReader';
import { FileValidator } from '../validation/FileValidator';
import { ShownAt } from '../views/agedStatus';
import { createApiRouter } from './ApiRouter';
import { addAssetRoutes } from './assetRoutes';
import { addBackfillRoutes } from './backfillRoutes';
import { addDataSourceRoutes } from './dataSourceRoutes';
import { addExclusionRoutes } from './exclusionRoutes';
import { addHistoryRoutes } from './historyRoutes';
import { addPortfolioRoutes } from './portfolioRoutes';
import { addServiceRoutes } from './serviceRoutes';
import { addValidateRoutes } from './validateRoutes';

/** What the routes hand their requests to. */
export interface RouterOptions {
  readonly auditor: AuditorService;
  readonly httpAuth: HttpAuthService;
  readonly access: ServiceAccess;
  readonly cursorSeal: CursorSeal;
  readonly dataSources: DataSourceLister;
  readonly exclusionEditor: ExclusionEditor;
  readonly historyRetry: HistoryRetry;
  readonly lister: ServiceLister;
  readonly portfolioReader: PortfolioReader;
  readonly shownAt: () => ShownAt;
  readonly sources: DataSourceRegistry;
  readonly reader: ServiceReader;
  readonly validator: FileValidator;
  /** Checks answers against the OpenAPI document too; for tests. */
  readonly validateResponses?: boolean;
}

/** The plugin's HTTP API. */
export function createRouter(options: RouterOptions): Router {
  const router = createApiRouter(options);
  addServiceRoutes(router, options);
  addHistoryRoutes(router, options);
  addBackfillRoutes(router, options);
  addExclusionRoutes(router, options);
  addAssetRoutes(router, options);
  addPortfolioRoutes(router, options);
  addDataSourceRoutes(router, options);
  addValidateRoutes(router, options);
  return router;
}
