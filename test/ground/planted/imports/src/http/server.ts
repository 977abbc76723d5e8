import { Hono } from 'hono';

export const server = Hono;
