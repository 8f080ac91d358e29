import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { navModule } from './nav';

/** The catalog is the start page; entities keep their addresses under /catalog. */
const startPage = catalogPlugin
  .getExtension('page:catalog')
  .override({ params: { path: '/' } });

/** Visitors of the demo own little, so they see all of it. */
const allFirst = catalogPlugin
  .getExtension('catalog-filter:catalog/list')
  .override({
    factory: original => original({ config: { initialFilter: 'all' } }),
  });

export default createApp({
  features: [
    catalogPlugin.withOverrides({ extensions: [startPage, allFirst] }),
    navModule,
  ],
});
