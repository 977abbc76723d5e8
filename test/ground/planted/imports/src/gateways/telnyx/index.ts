import { code } from '../../engine/errors.ts';
import type { Port } from '../../engine/ports.ts';
import { request } from '../http.ts';

export const telnyx = (port: Port) => [port, code, request];
