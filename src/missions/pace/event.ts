/** The phone service refused for too many requests, or has taken calls again for a while (playbook R253). */
export type PaceEvent = {
  readonly type: 'PaceChanged';
  readonly batchSize: number;
  readonly spacingSecs: number;
  readonly because: 'refused' | 'calm';
};
