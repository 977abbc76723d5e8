export const taken = [
  process.pid, // caught: lint/style/noRestrictedGlobals
  fetch('http://127.0.0.1/'), // caught: lint/style/noRestrictedGlobals
  setTimeout(() => undefined, 1), // caught: lint/style/noRestrictedGlobals
  setInterval(() => undefined, 1), // caught: lint/style/noRestrictedGlobals
  setImmediate(() => undefined), // caught: lint/style/noRestrictedGlobals
  queueMicrotask(() => undefined), // caught: lint/style/noRestrictedGlobals
];
