import Chip from '@mui/material/Chip';
import Tooltip from '@mui/material/Tooltip';

/** Says that figures are invented. */
export function SimulatedMark() {
  return (
    <Tooltip
      describeChild
      title="These figures come from the simulator of the demo, not from a running service."
    >
      <Chip
        size="small"
        color="warning"
        label="Simulated data"
        tabIndex={0}
        sx={{ m: 0, fontWeight: 600 }}
      />
    </Tooltip>
  );
}
