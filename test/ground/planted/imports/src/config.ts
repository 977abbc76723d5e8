// caught: config-imports-only-lib, config-uses-only-its-packages
import { pino } from 'pino';
import { z } from 'zod';
import { card } from './chat/card.ts';
import { clean } from './lib/clean.ts';

export const config = [pino, z, card, clean];
