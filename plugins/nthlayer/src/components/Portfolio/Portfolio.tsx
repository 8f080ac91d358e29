import Box from '@mui/material/Box';
import { useOwners, usePortfolioParameters, useStateCounts } from '../../hooks';
import { StaleBanner } from '../States';
import { refreshFailure } from '../../views';
import { Groups } from './Groups';
import { PortfolioFilters } from './PortfolioFilters';
import { Services } from './Services';
import { StateFilter } from './StateFilter';

/** All services that the reader may see, in order of trouble. */
export function Portfolio() {
  const chosen = usePortfolioParameters();
  const { filter, by } = chosen;
  const counts = useStateCounts(filter);
  const { owners, look } = useOwners();
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'minmax(0, 1fr)',
      }}
    >
      <StateFilter
        counts={counts.value ?? {}}
        chosen={filter.state}
        onChoose={state => chosen.choose({ state })}
      />
      <PortfolioFilters chosen={chosen} owners={owners} onOpenOwners={look} />
      <StaleBanner reasons={refreshFailure(counts.error)} />
      {by === undefined ? (
        <Services chosen={chosen} />
      ) : (
        <Groups by={by} chosen={chosen} />
      )}
    </Box>
  );
}
