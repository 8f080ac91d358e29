import { ResponseErrorPanel } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

/** Nothing could be loaded; the whole answer is there to unfold. */
export function ErrorState(props: {
  readonly error: Error;
  readonly retry: () => void;
}) {
  return (
    <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
      <Box sx={{ width: '100%' }}>
        <ResponseErrorPanel error={props.error} />
      </Box>
      <Button variant="outlined" onClick={props.retry}>
        Try again
      </Button>
    </Box>
  );
}
