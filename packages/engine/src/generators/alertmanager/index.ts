export { alertmanagerGenerator } from './alertmanagerGenerator';
export { sharedAlertmanager } from './sharedAlertmanager';
