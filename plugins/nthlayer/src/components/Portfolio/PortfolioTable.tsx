import { EntityRefLink } from '@backstage/plugin-catalog-react';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import type { PortfolioItemDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NO_VALUE } from '../../format';
import { BudgetStateChip } from '../SloCards';
import { BudgetLeft } from './BudgetLeft';
import { ServiceName } from './ServiceName';
import { TableFrame } from './TableFrame';

const COLUMNS = [
  'Service',
  'State',
  'Worst SLO, error budget left',
  'Owner',
  'Tier',
  'Environment',
];

/** Services in the order of the API. */
export function PortfolioTable(props: {
  readonly items: readonly PortfolioItemDto[];
}) {
  return (
    <TableFrame label="Services, the worst first" columns={COLUMNS}>
      {props.items.map(item => (
        <Row key={`${item.entityRef} ${item.environment}`} item={item} />
      ))}
    </TableFrame>
  );
}

function Row({ item }: { readonly item: PortfolioItemDto }) {
  const { state, stale, owner, tier, environment } = item;
  return (
    <TableRow hover>
      <TableCell component="th" scope="row">
        <ServiceName item={item} />
      </TableCell>
      <TableCell>
        <BudgetStateChip state={state} stale={stale} />
      </TableCell>
      <TableCell>
        <BudgetLeft item={item} />
      </TableCell>
      <TableCell>
        {owner === undefined ? (
          NO_VALUE
        ) : (
          <EntityRefLink entityRef={owner} defaultKind="group" />
        )}
      </TableCell>
      <TableCell>{tier}</TableCell>
      <TableCell>{environment}</TableCell>
    </TableRow>
  );
}
