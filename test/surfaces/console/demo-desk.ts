/** A desk with one small story, for the page: a tap on an example, a preview, a card that moves, a form with a mistake. */
import type { Card, Form, Note } from '../../../src/chat/card.ts';
import type { Inbound, Reply } from '../../../src/chat/surface.ts';
import { fakeDesk, NOON, note } from './open-console.ts';

export const WELCOME: Note = note(
  'This is the SANDBOX: phones are simulated, nobody is really called. Tap a mission, look at its preview, tap Start.',
  {
    buttons: [
      { action: 'new', value: ':vendors', label: 'Compare 10 vendors' },
      { action: 'new', value: ':hours', label: 'Ask 10 shops for their hours' },
      { action: 'new', value: ':own', label: 'Your own list' },
    ],
  },
);

const base = { kind: 'card', sandbox: true } as const;

export const PREVIEW: Card = {
  ...base,
  state: 'READY TO START',
  name: 'Compare 10 vendors',
  ref: 'D-1',
  headline: ['10 vendors, first ', { time: NOON, style: 'time' }, '. Done by about 16:30: it fits.'],
  blocks: [
    {
      kind: 'facts',
      rows: [
        { label: 'Who', text: ['10 rows in vendors.csv: 10 to call'] },
        { label: 'When', text: ['Mon to Fri 9:00-17:00 theirs'] },
        { label: 'How', text: ['2 calls at once, 1 min apart. No answer: three more tries'] },
        { label: 'From', text: ['a free number of the sandbox'] },
      ],
    },
    { kind: 'line', text: ['They hear (English, voice Kore, row 1):'], quiet: true },
    {
      kind: 'quote',
      text: 'Hello, this is an AI assistant calling on behalf of Northwind. Am I speaking with Acme Print?',
    },
  ],
  next: ['Next: nothing until somebody starts it.'],
  buttons: [
    { action: 'start', value: 'D-1', label: 'Start 10 calls', style: 'primary' },
    { action: 'call-me', value: 'D-1', label: 'Call me first' },
    { action: 'edit', value: 'D-1:words', label: 'Change' },
    { action: 'refused-rows', value: 'D-1', label: 'Refused rows' },
    { action: 'discard', value: 'D-1', label: 'Discard', style: 'danger', confirm: 'Discard this draft?' },
  ],
  lock: 'SANDBOX: "Compare 10 vendors" is ready to start: 10 people',
};

export const live = (asked: number): Card => ({
  ...base,
  state: 'RUNNING',
  name: 'Compare 10 vendors',
  ref: 'M-104 · round 1 of 2',
  headline: [{ bold: `${asked} of 10 asked` }, ' · 2 on the phone now'],
  blocks: [
    { kind: 'progress', done: asked, total: 10, words: `${asked} of 10` },
    { kind: 'line', text: ['4 answered · 2 no answer · 1 voicemail'] },
    {
      kind: 'facts',
      rows: [
        { label: 'On the phone', text: ['Delta Works, Elm & Sons'] },
        {
          label: 'Tried again',
          text: ['2 people, from ', { time: NOON + 1_200_000, style: 'time' }, ' (9:20 theirs)'],
        },
      ],
    },
    { kind: 'line', text: ["Mira's, started ", { time: NOON, style: 'time' }], quiet: true },
  ],
  next: ['Next: call ', { time: NOON + 60_000, style: 'time' }, ' to Fir Labels.'],
  buttons: [
    { action: 'pause', value: 'M-104', label: 'Pause', style: 'primary' },
    { action: 'results', value: 'M-104', label: 'Results so far' },
    {
      action: 'cancel',
      value: 'M-104',
      label: 'Stop 3 planned calls',
      style: 'danger',
      confirm: 'Stop 3 planned calls of "Compare 10 vendors"? 2 are on the phone and end by themselves.',
    },
  ],
  lock: 'SANDBOX: "Compare 10 vendors" has started: 10 people',
});

export const TALK: Note = note('Call with Acme Print, simulated. Nobody real was called.', {
  blocks: [
    {
      kind: 'talk',
      with: 'Acme Print',
      turns: [
        {
          who: 'assistant',
          text: 'Hello, this is an AI assistant calling on behalf of Northwind. Do you have a moment?',
        },
        { who: 'callee', text: 'Sure, go ahead.' },
        { who: 'assistant', text: 'What does one box cost, and how soon could you deliver?' },
        { who: 'callee', text: 'Twelve dollars, about two weeks. We can start with five hundred.' },
      ],
    },
  ],
});

export const DECISION: Card = {
  ...base,
  state: 'DECISION NEEDED',
  name: 'Compare 10 vendors, round 1',
  ref: 'M-104 · list 1',
  headline: ['8 of 10 vendors answered. Proposed for the detailed call:'],
  blocks: [
    {
      kind: 'entries',
      entries: [
        {
          mark: '1',
          title: 'Acme Print',
          score: '8.5',
          facts: ['$12', '14 days'],
          quote: 'we can start with five hundred',
        },
        {
          mark: '2',
          title: 'Borealis',
          score: '7.8',
          facts: ['$14', '7 days'],
          quote: 'one week if you order by Friday',
        },
        {
          mark: '3',
          title: 'Cobalt Press',
          score: '7.2',
          facts: ['$11', '21 days'],
          quote: "three weeks, that's firm",
        },
      ],
    },
    {
      kind: 'entries',
      title: 'Not proposed',
      entries: [
        { mark: '4', title: 'Delta Works', score: '7.0', facts: ['$12.50', '10 days', 'minimum 5,000'], quiet: true },
        { mark: '5', title: 'Elm & Sons', score: '6.9', facts: ['$13.10', '9 days'], quiet: true },
      ],
    },
    {
      kind: 'line',
      text: [{ bold: 'A yes does this: ' }, '3 calls, the first one in a minute or two, at most 45 min on the phone.'],
    },
    { kind: 'facts', rows: [{ label: 'Votes', text: ['0 of 1 needed · asked: Mira'] }] },
    { kind: 'line', text: ['or reply: approve · 5 instead of 2 · drop 3 · no, too expensive'], quiet: true },
  ],
  next: ['Next: a reminder ', { time: NOON + 86_400_000, style: 'day-time' }, '. Without a yes nobody is called.'],
  buttons: [
    { action: 'approve', value: 'M-104:gate-1:1', label: 'Approve list 1', style: 'primary' },
    { action: 'change', value: 'M-104:gate-1:1', label: 'Change the list' },
    { action: 'reject', value: 'M-104:gate-1:1', label: 'Reject' },
    { action: 'object', value: 'M-104:gate-1:1', label: 'Object' },
    { action: 'calls', value: 'M-104', label: 'Read the calls' },
  ],
  lock: 'SANDBOX: decision needed: Compare 10 vendors',
};

export const FORM: Form = {
  kind: 'form',
  id: 'new:D-1:words',
  title: 'Your own list',
  intro: 'Everything can be changed until you start.',
  submit: 'Go on',
  sandbox: true,
  fields: [
    { name: 'name', label: 'Name of the mission', type: 'text', placeholder: 'Gutter check' },
    { name: 'list', label: 'Numbers', type: 'file-or-text', hint: 'A CSV file with names and numbers, or paste them.' },
    {
      name: 'kind',
      label: 'What kind is it?',
      type: 'choice',
      value: 'sweep',
      options: [
        { value: 'sweep', label: 'Ask everybody the same' },
        { value: 'rounds', label: 'Ask, choose, then ask the best in detail' },
      ],
    },
    {
      name: 'days',
      label: 'Days',
      type: 'choices',
      value: 'mon,tue',
      options: ['mon', 'tue', 'wed'].map((value) => ({ value, label: value })),
    },
    { name: 'say', label: 'What should be said?', type: 'multiline', optional: true, hint: 'In your own words.' },
  ],
};

const at = (inbound: Inbound) => inbound.place;

function answer(inbound: Inbound): readonly Reply[] {
  const place = at(inbound);
  if (inbound.kind === 'submitted')
    return [{ how: 'post', place, message: note(`Kept: ${inbound.values.name}, ${inbound.files.length} file`) }];
  if (inbound.kind === 'said')
    return [
      {
        how: 'post',
        place,
        message: note(inbound.files.length > 0 ? `Read ${inbound.files[0]?.name}` : `Heard: ${inbound.text}`),
      },
    ];
  switch (inbound.action) {
    case 'new':
      return [{ how: 'private', place, actor: inbound.actor, message: PREVIEW }];
    case 'change':
      return [{ how: 'private', place, actor: inbound.actor, message: note('Which ones? Write it here.') }];
    case 'results':
      return [
        {
          how: 'private',
          place,
          actor: inbound.actor,
          message: note('10 rows.', { files: [{ name: 'SANDBOX results.csv', mime: 'text/csv', text: 'name\nAcme' }] }),
        },
      ];
    default:
      return [{ how: 'replace', place, message: note(`Done: ${inbound.action}`) }];
  }
}

export const demoDesk = () =>
  fakeDesk({
    handle: answer,
    form: async (action, value) => (action === 'edit' || value === ':own' ? FORM : undefined),
    check: async (_, values, files) => ({
      ...((values.name ?? '') === '' ? { name: 'Give it a name, so that you find it again.' } : {}),
      ...((values.list ?? '') === '' && files.length === 0 ? { list: 'Add at least one number.' } : {}),
    }),
  });
