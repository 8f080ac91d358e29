import Skeleton from '@mui/material/Skeleton';

/** The outline of the table while it loads. */
export function PortfolioSkeleton() {
  return <Skeleton variant="rounded" height={400} />;
}
