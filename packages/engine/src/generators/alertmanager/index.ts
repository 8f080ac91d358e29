export { alertmanagerGenerator } from './alertmanagerGenerator';
