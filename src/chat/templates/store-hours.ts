/** Class 1: ten shops are asked for their opening hours on a day, one question, no ranking (playbook R202-R208). */
import type { CallingHours } from '../../missions/brief.ts';
import type { Template } from './template.ts';

/** Shops are open on Saturdays too. */
const SHOP_HOURS: CallingHours = { days: [1, 2, 3, 4, 5, 6], open: { from: 9 * 60, to: 17 * 60 }, closed: [] };

export const storeHours: Template = {
  id: 'store-hours',
  label: 'Ask 10 shops for their hours',
  labelForList: 'Ask for their opening hours',
  name: 'Opening hours',
  class: 'sweep',
  recipients: 'service',
  hours: SHOP_HOURS,
  example: 'shops.csv',
  rounds: [
    {
      purpose: 'asking for the opening hours',
      about: {
        en: 'I would like to know your opening hours on Saturday.',
        de: 'Ich möchte gern wissen, wie Sie am Samstag geöffnet haben.',
        fr: "J'aimerais connaître vos horaires d'ouverture le samedi.",
        es: 'Quisiera saber su horario del sábado.',
        it: 'Vorrei sapere i vostri orari del sabato.',
      },
      say: (who) =>
        [
          `You are calling on behalf of ${who}, who keep a directory of opening hours.`,
          'Goal: the opening hours of this shop on Saturday.',
          'Be professional and concise: two questions, then thank them and end the call.',
          'Find out: the name of the shop, whether it is open on that day, when it opens and when it closes, and anything out of the ordinary.',
          'If they cannot talk now, ask for a good time to call back and end the call politely.',
        ].join('\n'),
      fields: [
        { name: 'store_name', label: 'Shop', type: 'text', question: 'What is the name of the shop?', required: true },
        {
          name: 'is_open',
          label: 'Open',
          type: 'boolean',
          question: 'Is the shop open on Saturday?',
          required: true,
        },
        { name: 'open_time', label: 'Opens', type: 'text', question: 'When does it open?', required: false },
        { name: 'close_time', label: 'Closes', type: 'text', question: 'When does it close?', required: false },
        { name: 'notes', label: 'Notes', type: 'text', question: 'Anything out of the ordinary?', required: false },
      ],
      ranking: [],
    },
  ],
};
