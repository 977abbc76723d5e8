// caught: engine-imports-only-inward, only-main-imports-app
import { app } from '../app.ts';

export const used = app;
