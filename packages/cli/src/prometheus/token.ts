/** The bearer token is a secret, so it is no option: other users can see those. */
export const TOKEN = 'NTHLAYER_PROMETHEUS_TOKEN';
