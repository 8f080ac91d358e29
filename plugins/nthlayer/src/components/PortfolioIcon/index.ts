export { PortfolioIcon } from './PortfolioIcon';
