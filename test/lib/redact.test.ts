import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPhone, redactData, redactText } from '../../src/lib/redact.ts';

describe('maskPhone', () => {
  test.each([
    ['+493012345612', '+49 30 ••12'],
    ['+13125550199', '+1 312 ••99'],
    ['+74951234567', '+7 495 ••67'],
    ['+353861234567', '+353 86 ••67'],
    ['+49 (30) 123-456.12', '+49 30 ••12'],
    ['030 123456', '••56'],
    ['110', '••'],
    ['', '••'],
  ])('%j is shown as %j', (number, shown) => {
    expect(maskPhone(number)).toBe(shown);
  });

  test('at least three digits of any number stay hidden, and most of a usual one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{7,14}$/), (number) => {
        const shown = maskPhone(number).replace(/\D/g, '').length;
        expect(number.length - 1 - shown).toBeGreaterThanOrEqual(1);
        expect(maskPhone(number)).not.toContain(number.slice(-4));
      }),
    );
  });
});

describe('redactText', () => {
  test.each([
    ['Authorization: Bearer KEY0190ABCDEF_xYz-12.34', 'Authorization: Bearer •••'],
    ['key KEY0190ABCDEFAA12_abc in use', 'key KEY••• in use'],
    ['xoxb-1234-5678-abcDEF and xapp-1-A1-22-ff', 'xoxb-••• and xapp-•••'],
    [
      'https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe',
      'https://api.telegram.org/bot•••/getMe',
    ],
    ['token 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', 'token •••'],
    ['postgres://bot:hunter2@127.0.0.1/callsheet', 'postgres://bot:•••@127.0.0.1/callsheet'],
    ['GET /ws?token=abc123&v=1', 'GET /ws?token=•••&v=1'],
    ['sk-proj-abcdefgh1234', 'sk-•••'],
    ['call +493012345612, then +13125550199.', 'call +49 30 ••12, then +1 312 ••99.'],
  ])('%j is written as %j', (text, written) => {
    expect(redactText(text)).toBe(written);
  });

  test.each([
    'The 10 vendors answered at 2026-11-24T14:00:00+01:00.',
    'The keyboard of KEYNOTE Ltd',
    'http://127.0.0.1:4010/v2/ai/missions',
    'a total of 12345678 units, +5 more',
  ])('%j stays as it is', (text) => {
    expect(redactText(text)).toBe(text);
  });

  test('a second pass changes nothing', () => {
    const once = redactText('Bearer abcdefgh +493012345612 xoxb-1-2-3 postgres://u:p@h/db');
    expect(redactText(once)).toBe(once);
  });
});

describe('redactData', () => {
  test('masks by property name and inside strings, and leaves the input alone', () => {
    const request = {
      headers: { Authorization: 'Bearer x', 'X-Api-Key': 'abc' },
      body: { to: ['+493012345612'], max_tokens: 5, api_key: '', nested: { client_secret: { deep: true } } },
      at: new Date(0),
    };
    expect(redactData(request)).toEqual({
      headers: { Authorization: '•••', 'X-Api-Key': '•••' },
      body: { to: ['+49 30 ••12'], max_tokens: 5, api_key: '', nested: { client_secret: '•••' } },
      at: '1970-01-01T00:00:00.000Z',
    });
    expect(request.headers.Authorization).toBe('Bearer x');
  });

  test('an error keeps its words, its fields and its cause', () => {
    const cause = new Error('connect to +493012345612 failed');
    const error = Object.assign(new Error('dial refused for +13125550199', { cause }), {
      code: 'REFUSED',
      token: 'abc',
    });
    expect(redactData(error)).toMatchObject({
      name: 'Error',
      message: 'dial refused for +1 312 ••99',
      code: 'REFUSED',
      token: '•••',
      cause: { message: 'connect to +49 30 ••12 failed' },
    });
    expect(JSON.stringify(redactData(error))).not.toContain('3125550199');
  });

  test('data that contains itself ends', () => {
    const loop: { name: string; self?: unknown } = { name: 'loop' };
    loop.self = loop;
    const shared = { number: '+493012345612' };
    expect(redactData(loop)).toEqual({ name: 'loop', self: '[circular]' });
    expect(redactData([shared, shared])).toEqual([{ number: '+49 30 ••12' }, { number: '+49 30 ••12' }]);
  });
});
