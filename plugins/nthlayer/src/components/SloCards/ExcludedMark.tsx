import Chip from '@mui/material/Chip';
import Tooltip from '@mui/material/Tooltip';
import { formatDuration } from '../../format';

/** Says that exclusions touch figures; nothing where none does. */
export function ExcludedMark(props: {
  readonly excludedMs: number | undefined;
}) {
  const { excludedMs = 0 } = props;
  return excludedMs > 0 ? (
    <Tooltip
      describeChild
      title={`Up to ${formatDuration(
        excludedMs,
      )} of the window is excluded, e.g. for maintenance, and spends no budget.`}
    >
      <Chip
        size="small"
        variant="outlined"
        color="info"
        label="Exclusions"
        tabIndex={0}
        sx={{ m: 0 }}
      />
    </Tooltip>
  ) : null;
}
