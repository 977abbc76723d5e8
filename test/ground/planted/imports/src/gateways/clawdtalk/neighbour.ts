// caught: gateways-do-not-meet
import { telnyx } from '../telnyx/index.ts';

export const used = telnyx;
