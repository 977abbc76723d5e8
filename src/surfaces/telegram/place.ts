/** Who and where, as the desk's contract names them: surfaces do not see the missions' own types. */
import type { Posted, Reply } from '../../chat/surface.ts';

/** `channel` is the chat id; `thread` the id of the message it began with, or `topic:7`. */
export type Place = Posted['place'];

/** `telegram:123` and the name the person goes by. */
export type Actor = Extract<Reply, { how: 'private' }>['actor'];
