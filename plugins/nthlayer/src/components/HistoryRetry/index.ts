export { HistoryRetry } from './HistoryRetry';
