const GROUPS_PER_SHARD = 1024;

/** Which rows of a tick hold a group: groups whose ids are near each other share one. */
export function shardOf(groupId: number): number {
  return Math.floor(groupId / GROUPS_PER_SHARD);
}
