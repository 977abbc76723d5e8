import { Bot } from 'grammy';
import { card } from '../../chat/card.ts';

export const telegram = [Bot, card];
