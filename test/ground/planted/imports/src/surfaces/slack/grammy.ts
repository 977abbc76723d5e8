// caught: surfaces/slack-uses-only-its-packages
import { Bot } from 'grammy';

export const used = Bot;
