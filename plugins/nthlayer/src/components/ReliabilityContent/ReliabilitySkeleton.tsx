import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';

/** The outline of the tab while it loads. */
export function ReliabilitySkeleton() {
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Skeleton variant="rounded" height={132} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns:
            'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
        }}
      >
        <Skeleton variant="rounded" height={340} />
        <Skeleton variant="rounded" height={340} />
      </Box>
      <Skeleton variant="rounded" height={400} />
    </Box>
  );
}
