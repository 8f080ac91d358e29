/** What some SLOs of a ledger are beside plain, and how many. */
export const SORTS = {
  groups: '5 % are split by three routes',
  slices: '4 % count slices of time',
  composites: '2 % are composites',
  exclusions: '2 % of services have an hour a night that does not count',
  notices: 'notices are on, and 1 % of services have used up their budgets',
} as const;

export type Sort = keyof typeof SORTS;

export const ALL_SORTS = Object.keys(SORTS) as readonly Sort[];
