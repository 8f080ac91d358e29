import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { DependencyDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NO_VALUE } from '../../format';

/** What a service needs to work. */
export function DependencyList(props: {
  readonly dependencies: readonly DependencyDto[];
}) {
  return (
    <Table
      size="small"
      aria-label="Dependencies"
      sx={{ '& td, & th': { wordBreak: 'normal', px: { xs: 1, sm: 2 } } }}
    >
      <TableHead>
        <TableRow>
          <TableCell>Name</TableCell>
          <TableCell>Technology</TableCell>
          <TableCell>Selector</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {props.dependencies.map(dependency => (
          <Row key={dependency.name} dependency={dependency} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ dependency }: { readonly dependency: DependencyDto }) {
  const { name, ref, technology, selector } = dependency;
  const matchers = Object.entries(selector).map(
    ([label, value]) => `${label}=${JSON.stringify(value)}`,
  );
  return (
    <TableRow>
      <TableCell>
        {ref === undefined ? name : <EntityRefLink entityRef={ref} />}
      </TableCell>
      <TableCell>{technology ?? NO_VALUE}</TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        {matchers.length > 0 ? <code>{matchers.join(', ')}</code> : NO_VALUE}
      </TableCell>
    </TableRow>
  );
}
