// caught: surfaces-do-not-meet
import { slack } from '../slack/index.ts';

export const used = slack;
