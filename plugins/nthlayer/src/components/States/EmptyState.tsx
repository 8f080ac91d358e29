import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

/** There is nothing to show, and that is not an error. */
export function EmptyState(props: {
  readonly title: string;
  readonly hint: string;
}) {
  return (
    <Box sx={{ py: 4, px: 2, textAlign: 'center' }}>
      <Typography variant="subtitle1" component="p" sx={{ m: 0 }}>
        {props.title}
      </Typography>
      <Typography color="text.secondary" variant="body2">
        {props.hint}
      </Typography>
    </Box>
  );
}
