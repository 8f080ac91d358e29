import { ResponseErrorPanel } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

/** Nothing could be loaded; the whole answer is there to unfold. */
export function ErrorState(props: {
  readonly error: Error;
  readonly retry: () => void;
}) {
  return (
    <Box>
      <ResponseErrorPanel
        error={props.error}
        title={`The reliability data could not be loaded: ${props.error.message}`}
      />
      <Button variant="outlined" onClick={props.retry} sx={{ mt: 2 }}>
        Try again
      </Button>
    </Box>
  );
}
