// What the purity plugin must catch, and above it what it must let pass.
import { DateTime, Settings } from 'luxon';

export const allowed = [
  new Date(0),
  new Date(Date.parse('2026-11-24T14:00:00Z')),
  Date.UTC(2026, 10, 24),
  DateTime.fromISO('2026-11-24T14:00:00Z'),
  DateTime.utc(2026, 11, 24),
  DateTime.local(2026, 11, 24),
  Math.max(1, 2),
];

export const taken = [
  Date.now(), // caught: plugin
  Date.now, // caught: plugin
  globalThis.Date.now(), // caught: plugin
  Date(), // caught: plugin
  new Date(), // caught: plugin
  new Date, // caught: plugin
  new globalThis.Date(), // caught: plugin
  performance.now(), // caught: plugin
  performance.timeOrigin, // caught: plugin
  globalThis.performance.now(), // caught: plugin
  Math.random(), // caught: plugin
  [1].map(Math.random), // caught: plugin
  crypto.randomUUID(), // caught: plugin
  crypto.getRandomValues(new Uint8Array(1)), // caught: plugin
  globalThis.crypto.randomUUID(), // caught: plugin
  DateTime.now(), // caught: plugin
  DateTime.local(), // caught: plugin
  DateTime.utc(), // caught: plugin
  DateTime.now().plus({ hours: 1 }), // caught: plugin
  Settings.now, // caught: plugin
  DateTime.fromMillis(0).diffNow(), // caught: plugin
  DateTime.fromMillis(0).toRelative(), // caught: plugin
  DateTime.fromMillis(0).toRelativeCalendar(), // caught: plugin
];
