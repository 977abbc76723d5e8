// caught: simulator-imports-only-inward
import { telnyx } from '../gateways/telnyx/index.ts';

export const used = telnyx;
