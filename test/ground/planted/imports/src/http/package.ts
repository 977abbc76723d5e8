// caught: http-uses-only-its-packages, src-uses-no-dev-package
import { WebSocketServer } from 'ws';

export const used = WebSocketServer;
