import Box from '@mui/material/Box';
import type { PortfolioItemDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SimulatedMark } from '../ServiceHeader';
import { ExcludedMark } from '../SloCards';
import { ServiceLink } from './ServiceLink';

/** A service by name, marked when its figures are invented, or do not count all of the time. */
export function ServiceName(props: { readonly item: PortfolioItemDto }) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        fontWeight: 600,
      }}
    >
      <ServiceLink item={props.item} />
      {props.item.dataSource.simulated && <SimulatedMark inRow />}
      <ExcludedMark excludedMs={props.item.excludedMs} />
    </Box>
  );
}
