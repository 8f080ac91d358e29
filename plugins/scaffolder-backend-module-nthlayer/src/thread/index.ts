export { actionThread } from './actionThread';
