// caught: app-uses-only-its-packages
import { pino } from 'pino';
import { z } from 'zod';
import { config } from './config.ts';
import { engine } from './engine/engine.ts';

export const app = [pino, z, config, engine];
