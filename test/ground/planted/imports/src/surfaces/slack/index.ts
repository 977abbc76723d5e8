import { App } from '@slack/bolt';

export const slack = App;
