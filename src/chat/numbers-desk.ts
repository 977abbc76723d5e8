/** The numbers we call from, as the chat asks for them; handed in by app. Numbers are E.164, times mission time. */

export interface NumberLine {
  readonly phone: string;
  readonly hd: boolean;
  /**
   * `used`: a mission calls from it. `kept`: it is answered for people who call that mission back. `elsewhere`: somebody else
   * put it where it is, so it is never touched.
   */
  readonly state: 'free' | 'used' | 'kept' | 'elsewhere' | 'inactive';
  readonly mission?: string;
  /** Of a mission that has not called from it yet: when it begins, about. */
  readonly firstAt?: number;
  /** When it comes free: about, where it is used. */
  readonly until?: number;
}

export interface UnknownCaller {
  readonly at: number;
  /** Ours, and theirs masked. */
  readonly number: string;
  readonly caller: string;
}

export interface NumbersDesk {
  /** Address where numbers are bought and looked after. */
  readonly portal: string;
  /** All numbers of the account. Rejects when the phone service refuses. */
  lines(): Promise<readonly NumberLine[]>;
  /** `undefined` = no pool: any unassigned number is taken, and moves on only after its callback time. */
  pool(): Promise<readonly string[] | undefined>;
  /** Empty = no pool any more. */
  setPool(phones: readonly string[]): Promise<void>;
  hd(): Promise<boolean>;
  setHd(on: boolean): Promise<void>;
  /** Newest first. */
  strangers(): Promise<readonly UnknownCaller[]>;
}
