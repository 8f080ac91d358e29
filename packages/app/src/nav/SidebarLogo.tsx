import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import Box from '@mui/material/Box';
import { LayersIcon } from './LayersIcon';

/** The product's name, or its sign alone while the navigation is narrow. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        height: sidebarConfig.logoHeight * 3,
        pl: '22px',
      }}
    >
      <Link to="/" underline="none" aria-label="Home">
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1.5,
            color: 'common.white',
            fontSize: 22,
            fontWeight: 600,
          }}
        >
          <LayersIcon />
          {isOpen && <span>NthLayer</span>}
        </Box>
      </Link>
    </Box>
  );
}
