/** The least configuration that gives a portal its metrics. */
export const DATA_SOURCE_SNIPPET = `nthlayer:
  dataSources:
    - name: prometheus
      type: prometheus
      url: https://prometheus.example.com
      default: true`;
