import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { PortfolioParameters, usePortfolio } from '../../hooks';
import { portfolioView } from '../../views';
import { States } from '../States';
import { PortfolioSkeleton } from './PortfolioSkeleton';
import { PortfolioTable } from './PortfolioTable';
import { withClearing } from './withClearing';

/** The services that the filters leave, and more of them on demand. */
export function Services(props: { readonly chosen: PortfolioParameters }) {
  const { filter } = props.chosen;
  const { list, loadingMore, loadMore } = usePortfolio(filter);
  const view = withClearing(portfolioView(list, filter), props.chosen);
  return (
    <States view={view} skeleton={<PortfolioSkeleton />}>
      {({ items, hasMore }) => (
        <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
          <PortfolioTable items={items} />
          {hasMore && (
            <Button
              variant="outlined"
              disabled={loadingMore}
              onClick={loadMore}
            >
              {loadingMore ? 'Loading' : 'Load more'}
            </Button>
          )}
        </Box>
      )}
    </States>
  );
}
