// caught: gateways-imports-only-inward
import { card } from '../chat/card.ts';

export const used = card;
