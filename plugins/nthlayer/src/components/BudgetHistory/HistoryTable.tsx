import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { HistoryPointDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  formatBudget,
  formatCount,
  formatCoverage,
  formatDay,
  NO_VALUE,
} from '../../format';
import type { CountedNoun } from '../../views';
import { dayRows } from './dayRows';

/** The chart as a table, one row a day. */
export function HistoryTable(props: {
  readonly points: readonly HistoryPointDto[];
  readonly noun: CountedNoun;
}) {
  const { many } = props.noun;
  const rows = dayRows(props.points);
  const hasExclusions = rows.some(({ excluded }) => excluded > 0);
  return (
    <Box sx={{ maxHeight: 320, overflow: 'auto' }}>
      <Table
        size="small"
        stickyHeader
        aria-label="Budget by day"
        sx={{
          '& td, & th': { px: { xs: 1, sm: 2 } },
          '& td': { whiteSpace: 'nowrap' },
          '& th': { wordBreak: 'normal' },
        }}
      >
        <TableHead>
          <TableRow>
            <TableCell>Day</TableCell>
            <TableCell align="right">Budget left at its end</TableCell>
            <TableCell align="right">Bad {many}</TableCell>
            <TableCell align="right">All {many}</TableCell>
            <TableCell align="right">Known</TableCell>
            {hasExclusions && <TableCell align="right">Excluded</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(row => (
            <TableRow key={row.startMs}>
              <TableCell>{formatDay(row.startMs)}</TableCell>
              <TableCell align="right">{formatBudget(row.remaining)}</TableCell>
              <TableCell align="right">{formatCount(row.bad)}</TableCell>
              <TableCell align="right">{formatCount(row.total)}</TableCell>
              <TableCell align="right">
                {formatCoverage(row.coverage)}
              </TableCell>
              {hasExclusions && (
                <TableCell align="right">
                  {row.excluded > 0 ? formatCoverage(row.excluded) : NO_VALUE}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
