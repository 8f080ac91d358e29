import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReadyServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { propertyValue } from './propertyValue';

const SOURCES = {
  annotation: 'Annotation',
  entity: 'Catalog entity',
  'spec-file': 'Spec file',
  config: 'Configuration',
  default: 'Default',
} as const;

/** Where each value of the spec comes from. */
export function ProvenanceList(props: { readonly service: ReadyServiceDto }) {
  const { service } = props;
  const rows = Object.entries(service.provenance)
    .map(([path, { source, from }]) => {
      const value = propertyValue(service, path);
      return { path, value, source, from };
    })
    .filter(({ value }) => value !== undefined);
  return (
    <Table size="small" aria-label="Where the values come from">
      <TableHead>
        <TableRow>
          <TableCell>Property</TableCell>
          <TableCell>Value</TableCell>
          <TableCell>Comes from</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ path, value, source, from }) => (
          <TableRow key={path}>
            <TableCell>
              <code>{path}</code>
            </TableCell>
            <TableCell>{value}</TableCell>
            <TableCell>
              {SOURCES[source]}: {from}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
