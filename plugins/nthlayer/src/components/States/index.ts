export { States } from './States';
