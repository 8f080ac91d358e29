export { Portfolio } from './Portfolio';
export { PortfolioPage } from './PortfolioPage';
