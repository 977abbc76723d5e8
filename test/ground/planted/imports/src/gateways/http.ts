import { request } from 'undici';

export { request };
