import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type { PortfolioItemDto } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Leads to the Reliability tab of a service, in the environment of the row. */
export function ServiceLink(props: { readonly item: PortfolioItemDto }) {
  const { entityRef, environment, name, title } = props.item;
  const entityRoute = useRouteRef(entityRouteRef);
  const page = entityRoute(
    entityRouteParams(entityRef, { encodeParams: true }),
  );
  const query = new URLSearchParams({ environment });
  return <Link to={`${page}/reliability?${query}`}>{title ?? name}</Link>;
}
