import { createSvgIcon } from '@mui/material/utils';

/** A gauge, for the navigation. */
export const PortfolioIcon = createSvgIcon(
  <path d="M12 4A10 10 0 0 0 2 14c0 2 .6 3.9 1.6 5.500h16.800A10 10 0 0 0 22 14 10 10 0 0 0 12 4zm0 2a8 8 0 0 1 8 8c0 1.2-.3 2.400-.8 3.500H4.800A8 8 0 0 1 12 6zm4.200 3.100-5.500 3.500a1.900 1.900 0 1 0 1.900 2.500z" />,
  'Reliability',
);
