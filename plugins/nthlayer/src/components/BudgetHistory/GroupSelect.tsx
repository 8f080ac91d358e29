import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { formatBudget } from '../../format';
import { groupText, SloRow } from '../../views';

/** Chooses one of the groups that an SLO is split into, the worst first. */
export function GroupSelect(props: {
  readonly groups: readonly SloRow[];
  readonly value: SloRow;
  readonly onChoose: (id: string) => void;
}) {
  const { groups, value, onChoose } = props;
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      label="Group"
      value={value.id}
      onChange={event => onChoose(event.target.value)}
      sx={{ minWidth: 160, maxWidth: '100%' }}
    >
      {groups.map(({ id, labels, status }) => (
        <MenuItem key={id} value={id}>
          {groupText(labels)} ({formatBudget(status?.remaining ?? null)} left)
        </MenuItem>
      ))}
    </TextField>
  );
}
