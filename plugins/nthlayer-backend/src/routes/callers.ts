/** Who may call: people and other plugins, never anybody unknown. */
export const CALLERS: { allow: Array<'user' | 'service'> } = {
  allow: ['user', 'service'],
};
