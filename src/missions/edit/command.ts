/** Changes of a running mission, and its notes under keys (playbook R45, R48). */
import type { EnlistedTarget } from '../terms.ts';
import type { MissionChange } from './event.ts';

export type EditCommand =
  | { readonly type: 'EditMission'; readonly change: MissionChange; readonly add: readonly EnlistedTarget[] }
  | { readonly type: 'SaveMemory'; readonly key: string; readonly value: unknown }
  /** Makes a list of what was a single value. */
  | { readonly type: 'AppendMemory'; readonly key: string; readonly item: unknown };
