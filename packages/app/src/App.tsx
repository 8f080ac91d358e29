import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { navModule } from './nav';

/** The catalog is the start page; entities keep their addresses under /catalog. */
const startPage = catalogPlugin
  .getExtension('page:catalog')
  .override({ params: { path: '/' } });

export default createApp({
  features: [
    catalogPlugin.withOverrides({ extensions: [startPage] }),
    navModule,
  ],
});
