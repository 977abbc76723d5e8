/** What Telegram knows: chats, messages, updates that wait, taps that were answered. Ids rise as Telegram's do. */
export interface Key {
  readonly text: string;
  readonly callback_data?: string;
  readonly style?: string;
}

export interface StoredMessage {
  readonly chat: number;
  readonly id: number;
  /** The bot's own, or a person's. */
  readonly fromBot: boolean;
  /** Plain, after the markup was read. */
  text: string;
  html: string;
  keyboard: readonly (readonly Key[])[];
  readonly replyTo?: number;
  readonly topic?: number;
  readonly silent: boolean;
  readonly file?: { readonly name: string; readonly text: string };
  /** Times it was edited. */
  edits: number;
  deleted: boolean;
}

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly username?: string;
}

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export class World {
  readonly messages: StoredMessage[] = [];
  readonly files = new Map<string, Buffer>();
  readonly answers: { readonly query: string; readonly text: string }[] = [];
  commands: readonly { readonly command: string; readonly description: string }[] = [];
  updates: Update[] = [];
  webhook = '';
  /** Chats the bot was thrown out of or never let into. */
  readonly closed = new Set<number>();
  private nextMessage = 1;
  private nextUpdate = 1000;
  private readonly waiting = new Set<() => void>();

  newMessageId(): number {
    this.nextMessage += 1;
    return this.nextMessage;
  }

  find(chat: number, id: number): StoredMessage | undefined {
    return this.messages.find((one) => one.chat === chat && one.id === id && !one.deleted);
  }

  addUpdate(content: Readonly<Record<string, unknown>>): number {
    this.nextUpdate += 1;
    this.updates.push({ update_id: this.nextUpdate, ...content });
    this.wake();
    return this.nextUpdate;
  }

  /** Whoever waits for something to change looks again. */
  wake(): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const go of waiting) go();
  }

  /** Resolves with the next change, or after `ms`. */
  change(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const done = () => {
      clearTimeout(timer);
      this.waiting.delete(done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    this.waiting.add(done);
    return promise;
  }
}
