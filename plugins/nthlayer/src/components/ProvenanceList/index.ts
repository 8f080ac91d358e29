export { ProvenanceList } from './ProvenanceList';
