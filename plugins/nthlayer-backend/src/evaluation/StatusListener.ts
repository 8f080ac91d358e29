/** Is told that statuses have been stored. A failure is logged and holds nothing up. */
export interface StatusListener {
  statusesSaved(): Promise<void>;
}
