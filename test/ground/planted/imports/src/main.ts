// caught: main-imports-only-app-and-config, main-uses-only-its-packages
import { z } from 'zod';
import { app } from './app.ts';
import { config } from './config.ts';
import { engine } from './engine/engine.ts';

export const main = [z, app, config, engine];
