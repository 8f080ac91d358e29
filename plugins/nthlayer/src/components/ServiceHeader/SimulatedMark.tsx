import Chip from '@mui/material/Chip';
import Tooltip from '@mui/material/Tooltip';

/** Says that figures are invented; in a row of a table in one word. */
export function SimulatedMark(props: { readonly inRow?: boolean }) {
  return (
    <Tooltip
      describeChild
      title="These figures come from the simulator of the demo, not from a running service."
    >
      <Chip
        size="small"
        color="warning"
        label={props.inRow ? 'Simulated' : 'Simulated data'}
        variant={props.inRow ? 'outlined' : 'filled'}
        tabIndex={0}
        sx={{ m: 0, fontWeight: 600 }}
      />
    </Tooltip>
  );
}
