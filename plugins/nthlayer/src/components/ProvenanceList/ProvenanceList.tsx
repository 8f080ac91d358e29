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

/** On a phone the cells of a row stand below each other: their words are longer than a third of its width. */
const LAYOUT = {
  '& td': { wordBreak: 'normal', overflowWrap: 'anywhere' },
  '@media (max-width: 600px)': {
    '& thead': { display: 'none' },
    '& tr': { display: 'block', py: 1 },
    '& td': { display: 'block', px: 1, py: 0.25, border: 0 },
  },
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
    <Table size="small" aria-label="Where the values come from" sx={LAYOUT}>
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
