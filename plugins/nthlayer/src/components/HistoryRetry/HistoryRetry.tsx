import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ServiceTarget } from '@nthlayer/backstage-plugin-nthlayer-common';
import { useHistoryRetry } from '../../hooks';

/** Has history that was given up read again; nothing for those who may not. */
export function HistoryRetry(props: {
  readonly target: ServiceTarget;
  readonly onAsked: () => void;
}) {
  const retry = useHistoryRetry(props.target, props.onAsked);
  if (!retry) {
    return null;
  }
  const { ask, isAsking, error } = retry;
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}
    >
      {error && (
        <Typography role="alert" variant="body2" color="error">
          History could not be asked for: {error.message}
        </Typography>
      )}
      <Button
        variant="outlined"
        size="small"
        disabled={isAsking}
        onClick={() => void ask()}
      >
        Read history again
      </Button>
    </Box>
  );
}
