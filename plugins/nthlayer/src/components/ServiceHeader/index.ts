export { ServiceHeader } from './ServiceHeader';
export { SimulatedMark } from './SimulatedMark';
