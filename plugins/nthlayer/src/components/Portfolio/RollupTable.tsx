import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import Button from '@mui/material/Button';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import type { RollupDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NBSP } from '../../format';
import type { GroupKey } from '../../hooks';
import { STATES } from '../../views';
import { BUDGET_STATES, BudgetStateChip } from '../SloCards';
import { BudgetLeft } from './BudgetLeft';
import { ServiceName } from './ServiceName';
import { TableFrame } from './TableFrame';

/** What groups are called. */
export const GROUP_NAMES: Readonly<Record<GroupKey, string>> = {
  owner: 'Owner',
  system: 'System',
  domain: 'Domain',
  tier: 'Tier',
};

/** What teams, systems, domains or tiers come to, in the order of the API. */
export function RollupTable(props: {
  readonly by: GroupKey;
  readonly rollups: readonly RollupDto[];
  /** Shows the services of one of them. */
  readonly onOpen: (key: string) => void;
}) {
  const { by, rollups, onOpen } = props;
  const columns = [
    GROUP_NAMES[by],
    'State',
    'Services',
    'SLOs',
    'Worst service',
    'Worst SLO, error budget left',
  ];
  return (
    <TableFrame label={`Services by ${by}, the worst first`} columns={columns}>
      {rollups.map(rollup => (
        <TableRow key={rollup.key ?? ''} hover>
          <TableCell component="th" scope="row">
            <GroupName by={by} groupKey={rollup.key} onOpen={onOpen} />
          </TableCell>
          <TableCell>
            <BudgetStateChip state={rollup.state} stale={rollup.stale} />
          </TableCell>
          <TableCell>{rollup.services}</TableCell>
          <TableCell>{countsText(rollup.counts)}</TableCell>
          <TableCell>
            <ServiceName item={rollup.worst} />
          </TableCell>
          <TableCell>
            <BudgetLeft item={rollup.worst} />
          </TableCell>
        </TableRow>
      ))}
    </TableFrame>
  );
}

function GroupName(props: {
  readonly by: GroupKey;
  readonly groupKey: string | null;
  readonly onOpen: (key: string) => void;
}) {
  const { by, groupKey, onOpen } = props;
  if (groupKey === null) {
    return <>None</>;
  }
  return (
    <Button
      size="small"
      onClick={() => onOpen(groupKey)}
      sx={{ ml: -0.75, minWidth: 0, textTransform: 'none' }}
    >
      {by === 'tier' ? (
        groupKey
      ) : (
        <EntityDisplayName
          entityRef={groupKey}
          defaultKind={by === 'owner' ? 'group' : by}
          hideIcon
        />
      )}
    </Button>
  );
}

function countsText(counts: RollupDto['counts']): string {
  return STATES.filter(state => counts[state] > 0)
    .map(
      state =>
        `${counts[state]}${NBSP}${BUDGET_STATES[state].label.toLowerCase()}`,
    )
    .join(', ');
}
