export * from './usePolled';
export * from './useAsset';
export * from './useAssets';
export * from './useService';
export * from './useServiceTarget';
export * from './useSloHistory';
export * from './useStatusSignal';
export * from './useTabParameters';
