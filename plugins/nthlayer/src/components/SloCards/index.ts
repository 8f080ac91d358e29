export { SloCards } from './SloCards';
export { StateChip } from './StateChip';
