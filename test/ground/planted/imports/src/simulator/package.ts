// caught: simulator-uses-only-its-packages
import { request } from 'undici';

export const used = request;
