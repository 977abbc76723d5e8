/** Commands around templates: a mission once more, a mission kept as a template, those there are. */
import { z } from 'zod';
import { offerAgain } from '../flow/side-doors.ts';
import {
  deleteTemplate,
  downloadTemplate,
  openSaveForm,
  saveAs,
  showTemplate,
  showTemplates,
} from '../flow/template-shelf.ts';
import { type Command, define, defineForMission, mission, nothing } from './define.ts';

const shortText = z.string().max(200, 'That is too long.');

export const TEMPLATE_COMMANDS: readonly Command[] = [
  defineForMission({
    name: 'clone',
    usage: '/mission clone M-104',
    help: 'Begin a mission with the same words, with its people or with others.',
    need: 'operate',
    args: z.object({ mission, text: nothing }),
    run: (turn, view) => offerAgain(turn, view),
  }),
  defineForMission({
    name: 'save',
    usage: '/mission save M-104 as Roof quotes',
    help: 'Keep a mission as a template, without its people.',
    need: 'operate',
    args: z.object({ mission, text: shortText }),
    run: (turn, view, args) => {
      const name = args.text.replace(/^as\b\s*/i, '').replace(/^"(.*)"$/, '$1');
      return name === '' ? openSaveForm(turn, view) : saveAs(turn, view, name);
    },
  }),
  define({
    name: 'templates',
    usage: '/mission templates Roof quotes',
    help: 'The templates there are; one with its file. "delete" before the name deletes one kept from chat.',
    need: 'operate',
    args: z.object({ text: shortText }),
    run: (turn, { text }) => {
      const [, verb = '', name = ''] = /^(?:(delete|download)\s+)?(.*)$/i.exec(text) ?? [];
      if (name === '') return showTemplates(turn);
      if (verb.toLowerCase() === 'delete') return deleteTemplate(turn, name);
      return verb === '' ? showTemplate(turn, name) : downloadTemplate(turn, name);
    },
  }),
];
