export interface Config {
  nthlayer?: {
    dataSources?: Array<{
      /** For a data source of type `simulator`: a whole number; same seed, same figures. Default 1. */
      seed?: number;
      /**
       * For a data source of type `simulator`: what it answers for services that it does not know. `steady` makes up
       * quiet traffic that follows from the service's name, so that a service that is added to a demo shows figures.
       * Default `none`: nothing is known of them.
       */
      unknownServices?: 'none' | 'steady';
    }>;
  };
}
