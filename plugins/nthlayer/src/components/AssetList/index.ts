export { Assets } from './Assets';
