import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import { formatTime } from '../../format';
import type { StaleReason } from '../../views';

/** Says that figures are out of date, since when and why. */
export function StaleBanner(props: {
  readonly reasons: readonly StaleReason[];
}) {
  if (props.reasons.length === 0) {
    return null;
  }
  return (
    <Box sx={{ display: 'grid', gap: 1, mb: 2 }}>
      {props.reasons.map(({ code, title, message, sinceMs }) => (
        <Alert
          key={`${code} ${title} ${message}`}
          severity="warning"
          variant="outlined"
          sx={{ bgcolor: 'background.paper' }}
        >
          <AlertTitle>
            {title}
            {sinceMs !== undefined && ` Since ${formatTime(sinceMs)}.`}
          </AlertTitle>
          <code>{code}</code> · {message}
        </Alert>
      ))}
    </Box>
  );
}
