import { expect, test } from 'vitest';
import type { ActionSubject } from '../../../src/chat/actions.ts';
import { BUTTON_BYTES, buttonBytes, formatValue, isAction, parseValue } from '../../../src/chat/actions.ts';

test.each([
  ['approve', 'M-104:gate-1:2', { about: 'gate', mission: 'M-104', gate: 'gate-1', list: 2 }],
  ['pause', 'M-104', { about: 'mission', mission: 'M-104' }],
  ['read-call', 'M-104:round-2/t3:1', { about: 'call', mission: 'M-104', call: 'round-2/t3:1' }],
  ['show-number', 'M-104:t3', { about: 'person', mission: 'M-104', target: 't3' }],
  ['edit', 'D-7:words', { about: 'draft', draft: 'D-7', part: 'words' }],
  ['new', '', { about: 'draft', draft: '' }],
] as const)('%s with %s reads back as it was written', (action, value, subject: ActionSubject) => {
  expect(parseValue(action, value)).toEqual(subject);
  expect(formatValue(subject)).toBe(value);
});

test.each([
  ['approve', 'M-104'],
  ['approve', 'M-104:gate-1'],
  ['approve', 'M-104:gate-1:0'],
  ['approve', 'M-104:gate-1:2:3'],
  ['approve', 'M-104:gate-1:two'],
  ['pause', ''],
  ['pause', 'M-104:gate-1:2'],
  ['read-call', 'M-104'],
  ['read-call', 'M-104:'],
] as const)('%s refuses the value %s', (action, value) => {
  expect(parseValue(action, value)).toBeUndefined();
});

test('the longest value we ever write fits the bound of 60 bytes', () => {
  expect(buttonBytes('confirm-list', 'M-999999:gate-99:999')).toBeLessThanOrEqual(BUTTON_BYTES);
  expect(buttonBytes('settle-retry', 'M-999999:round-99/t9999:99')).toBeLessThanOrEqual(BUTTON_BYTES);
  expect(buttonBytes('a', 'ü')).toBe(4);
});

test('only our own actions are actions', () => {
  expect(isAction('approve')).toBe(true);
  expect(isAction('toString')).toBe(false);
});
