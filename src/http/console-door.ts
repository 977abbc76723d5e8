/** What the server needs of the console; the composition root hands it in, so that http knows no surface. */
import type { FileOut } from '../chat/card.ts';
import type { FileIn, Finding } from '../chat/surface.ts';

export interface DoorMessage {
  readonly seq: number;
}

export type DoorAnswer<M extends DoorMessage> =
  | { readonly ok: true; readonly messages: readonly M[]; readonly pending?: true }
  | {
      readonly ok: false;
      readonly status: 400 | 404 | 422 | 503;
      readonly error: string;
      readonly fields?: Readonly<Record<string, string>>;
      readonly messages: readonly M[];
    };

interface Acted {
  readonly id?: string | undefined;
}

export interface ConsoleDoor<M extends DoorMessage = DoorMessage> {
  readonly zone: string;
  readonly sandbox: boolean;
  now(): number;
  say(
    user: string,
    said: Acted & {
      readonly text: string;
      readonly thread?: string | undefined;
      readonly answers?: string | undefined;
      readonly files?: readonly FileIn[] | undefined;
    },
  ): Promise<DoorAnswer<M>>;
  press(
    user: string,
    pressed: Acted & { readonly message: string; readonly action: string; readonly value?: string | undefined },
  ): Promise<DoorAnswer<M>>;
  submit(
    user: string,
    submitted: Acted & {
      readonly form: string;
      readonly values: Readonly<Record<string, string>>;
      readonly files?: readonly FileIn[] | undefined;
    },
  ): Promise<DoorAnswer<M>>;
  since(seq: number, user?: string): readonly M[];
  last(): number;
  subscribe(user: string | undefined, listener: (message: M) => void): () => void;
  file(id: string): Promise<FileOut | undefined>;
}

/** What the Connect page shows beside the console itself. */
export interface ConnectInfo {
  doctor(): Promise<readonly Finding[]>;
  /** The Slack app manifest, to be copied. */
  readonly slackManifest: string;
}

/** For `/readyz`: undefined = ready, else one sentence that says what is missing. */
export type Readiness = () => Promise<string | undefined>;
