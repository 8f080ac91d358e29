export { States } from './States';
export { StaleBanner } from './StaleBanner';
