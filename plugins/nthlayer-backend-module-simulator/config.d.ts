export interface Config {
  nthlayer?: {
    dataSources?: Array<{
      /** For a data source of type `simulator`: a whole number; same seed, same figures. Default 1. */
      seed?: number;
    }>;
  };
}
