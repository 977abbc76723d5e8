/** Who acts when no person does. */
import type { Actor } from '../missions/terms.ts';

export const BOT: Actor = { id: 'bot', name: 'Callsheet' };
