// caught: surfaces/telegram-uses-only-its-packages
import { App } from '@slack/bolt';

export const used = App;
