import { ResponseErrorPanel } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

/** Nothing could be loaded; the whole answer is there to unfold. */
export function ErrorState(props: {
  readonly error: Error;
  readonly retry: () => void;
  readonly wayOut?: { readonly label: string; act(): void };
}) {
  return (
    <Box>
      <ResponseErrorPanel
        error={props.error}
        title={`The reliability data could not be loaded: ${props.error.message}`}
      />
      <Box sx={{ display: 'flex', gap: 1, mt: 2 }}>
        <Button variant="outlined" onClick={props.retry}>
          Try again
        </Button>
        {props.wayOut && (
          <Button onClick={props.wayOut.act}>{props.wayOut.label}</Button>
        )}
      </Box>
    </Box>
  );
}
