import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReactNode } from 'react';

/** A table of the page; one that is too wide scrolls for itself. */
export function TableFrame(props: {
  readonly label: string;
  readonly columns: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <Paper variant="outlined" sx={{ width: '100%', overflowX: 'auto' }}>
      <Table
        size="small"
        aria-label={props.label}
        sx={{ '& td, & th': { wordBreak: 'normal', px: { xs: 1, sm: 2 } } }}
      >
        <TableHead>
          <TableRow>
            {props.columns.map(column => (
              <TableCell key={column} sx={{ whiteSpace: { sm: 'nowrap' } }}>
                {column}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>{props.children}</TableBody>
      </Table>
    </Paper>
  );
}
