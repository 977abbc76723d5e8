import { describe, expect, test } from 'vitest';
import { readAnswers, spokenAnswers } from '../../../src/chat/templates/asks.ts';
import type { Ask, AskType } from '../../../src/chat/templates/template.ts';

/** A Sunday. */
const TODAY = '2026-11-22';

const ask = (type: AskType, required = true): Ask => ({
  name: 'detail',
  label: 'Which?',
  type,
  required,
  example: 'this',
});

function read(type: AskType, typed: string): string {
  const found = readAnswers([ask(type)], { detail: typed }, TODAY);
  return (found.ok ? found.answers : found.errors).detail ?? 'nothing';
}

describe('the details that a template asks for', () => {
  test.each([
    ['date', '2026-11-27', '2026-11-27'],
    ['date', '27.11.2026', '2026-11-27'],
    ['date', '27 November', '2026-11-27'],
    ['date', 'Nov 27th, 2026', '2026-11-27'],
    ['date', '3 Jan', '2027-01-03'],
    ['date', 'today', '2026-11-22'],
    ['date', 'Tomorrow', '2026-11-23'],
    ['date', 'this Friday', '2026-11-27'],
    ['date', 'Sunday', '2026-11-29'],
    ['birth-date', '1988-04-12', '1988-04-12'],
    ['birth-date', '12 April 1988', '1988-04-12'],
    ['time', '19:30', '19:30'],
    ['time', '7.30 pm', '19:30'],
    ['time', '12 am', '00:00'],
    ['time', '9 Uhr', '09:00'],
    ['number', '4', '4'],
    ['number', '1,5', '1.5'],
    ['text', ' Rivera ', 'Rivera'],
  ] as const)('%s "%s" is understood as %s', (type, typed, value) => {
    expect(read(type, typed)).toBe(value);
  });

  test.each([
    ['date', '2026-11-21', '2026-11-21 is past. Write a day from today on.'],
    ['date', '2026-02-30', 'Write a day like 2026-11-22, 27 November or Friday.'],
    ['date', '11/27/2026', 'Write a day like'],
    ['date', 'someday', 'Write a day like'],
    ['birth-date', '12 April', 'Write a date of birth with its year, like 1988-04-12.'],
    ['birth-date', '2027-01-01', '2027-01-01 is not past. Write the date of birth.'],
    ['time', '7', 'Write a time like 19:30 or 7:30 pm.'],
    ['time', '25:00', 'Write a time like 19:30 or 7:30 pm.'],
    ['time', '13 pm', 'Write a time like 19:30 or 7:30 pm.'],
    ['number', 'four', 'Write a number, such as 4.'],
    ['text', 'x'.repeat(201), 'Keep it to 200 letters.'],
    ['text', '  ', 'This has to be known before anybody is called, for example: this.'],
  ] as const)('R239 %s "%s" is asked again', (type, typed, sentence) => {
    expect(read(type, typed)).toContain(sentence);
  });

  test('what is not needed may stay empty', () => {
    expect(readAnswers([ask('date', false)], {}, TODAY)).toEqual({ ok: true, answers: {} });
  });

  test('are said in the language of the call', () => {
    const asks: readonly Ask[] = (['date', 'time', 'birth-date', 'number', 'text'] as const).map((type) => ({
      ...ask(type),
      name: type,
    }));
    const answers = { date: '2026-11-27', time: '19:30', 'birth-date': '1988-04-12', number: '4', text: 'Rivera' };
    expect(spokenAnswers(asks, answers, 'en-US')).toEqual({
      date: 'Friday, November 27',
      time: '7:30 PM',
      'birth-date': 'April 12, 1988',
      number: '4',
      text: 'Rivera',
    });
    expect(spokenAnswers(asks, answers, 'de-DE')).toMatchObject({ date: 'Freitag, 27. November', time: '19:30' });
  });
});
