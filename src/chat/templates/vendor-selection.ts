/**
 * Class 4: ten vendors are asked for a quote, the best three are called again for the technical side after somebody
 * approved them (playbook R209, R230-R232). Two rounds with their own instructions and their own rubric.
 */
import { BUSINESS_HOURS } from '../../missions/policies/hours.ts';
import type { Template, TemplateRound } from './template.ts';

const quote: TemplateRound = {
  purpose: 'first price enquiry',
  about: {
    en: 'We are comparing suppliers and I have a few questions about price and delivery.',
    de: 'Wir vergleichen Lieferanten, und ich habe ein paar Fragen zu Preis und Lieferzeit.',
    fr: "Nous comparons des fournisseurs et j'ai quelques questions sur le prix et les délais.",
    es: 'Estamos comparando proveedores y tengo unas preguntas sobre precio y plazo.',
    it: 'Stiamo confrontando fornitori e ho alcune domande su prezzo e tempi di consegna.',
  },
  say: (who) =>
    [
      `You are calling on behalf of ${who}, who compare suppliers for an order of {{#product}}{{product}}{{/product}}{{^product}}about 1,000 units{{/product}}.`,
      'Goal: a first quote, so that the vendors can be compared.',
      'Be professional and concise; ask one question at a time and do not negotiate or promise an order.',
      'Find out: the price of one unit in USD and any discount, the lead time in days, the minimum order and whether 1,000 units meet it, and what they can do (capabilities, quality, delivery).',
      'Repeat every figure back once to be sure. If they cannot talk now, ask for a good time to call back and end the call politely.',
    ].join('\n'),
  fields: [
    {
      name: 'unit_price',
      label: 'Unit price',
      type: 'number',
      question: 'What is the price of one unit in USD?',
      required: true,
      unit: 'USD',
      min: 1,
      max: 500,
    },
    {
      name: 'price_score',
      label: 'Offer',
      type: 'number',
      question: 'How good is the offer, discounts included, from 1 to 10?',
      required: false,
      min: 1,
      max: 10,
    },
    {
      name: 'lead_time_days',
      label: 'Lead time',
      type: 'number',
      question: 'How many days from order to delivery?',
      required: true,
      unit: 'days',
      min: 1,
      max: 120,
    },
    {
      name: 'minimum_order',
      label: 'Minimum order',
      type: 'number',
      question: 'What is the smallest order they take?',
      required: false,
      unit: 'units',
      min: 1,
      max: 100_000,
    },
    {
      name: 'meets_minimum',
      label: 'Takes 1,000 units',
      type: 'boolean',
      question: 'Would they take an order of 1,000 units?',
      required: true,
    },
    {
      name: 'capability_match',
      label: 'Fit',
      type: 'number',
      question: 'How well do their capabilities fit, from 1 to 10?',
      required: true,
      min: 1,
      max: 10,
    },
  ],
  ranking: [
    { field: 'unit_price', weight: 30, better: 'lower' },
    { field: 'price_score', weight: 10, better: 'higher' },
    { field: 'lead_time_days', weight: 30, better: 'lower' },
    { field: 'meets_minimum', weight: 10, better: 'yes' },
    { field: 'capability_match', weight: 20, better: 'higher' },
  ],
  shortlist: 3,
};

const detail: TemplateRound = {
  purpose: 'detailed technical call',
  about: {
    en: 'We spoke about a quote, you are on our shortlist, and I have some technical questions.',
    de: 'Wir hatten wegen eines Angebots gesprochen, Sie sind in der engeren Wahl, und ich habe einige technische Fragen.',
    fr: "Nous avions parlé d'un devis, vous êtes parmi les finalistes, et j'ai quelques questions techniques.",
    es: 'Hablamos de un presupuesto, está entre los finalistas y tengo algunas preguntas técnicas.',
    it: 'Avevamo parlato di un preventivo, siete tra i finalisti e ho alcune domande tecniche.',
  },
  say: (who) =>
    [
      `You are calling on behalf of ${who}. This vendor gave a first quote and is on the shortlist; this is the second, detailed call.`,
      'Goal: find out whether they can work with our systems and keep their word when something goes wrong.',
      'Be professional and concise; thank them for the first call, and promise nothing.',
      'Find out: whether they offer an interface (API) for orders and tracking, which service level they guarantee in writing, whether they have a plan for recovery after an outage, and whether they name reference customers.',
      'Ask for their last price for 1,000 units. If they cannot talk now, ask for a good time to call back and end the call politely.',
    ].join('\n'),
  fields: [
    {
      name: 'api_support',
      label: 'Order interface',
      type: 'boolean',
      question: 'Do they offer an interface (API) for orders and tracking?',
      required: true,
    },
    {
      name: 'sla_score',
      label: 'Service level',
      type: 'number',
      question: 'How good is the guaranteed service level, from 1 to 10?',
      required: true,
      min: 1,
      max: 10,
    },
    {
      name: 'dr_plan',
      label: 'Recovery plan',
      type: 'boolean',
      question: 'Do they have a plan for recovery after an outage?',
      required: true,
    },
    {
      name: 'references_provided',
      label: 'References',
      type: 'boolean',
      question: 'Do they name reference customers?',
      required: true,
    },
    {
      name: 'final_price',
      label: 'Last price',
      type: 'number',
      question: 'What is their last price of one unit in USD for 1,000 units?',
      required: false,
      unit: 'USD',
      min: 1,
      max: 500,
    },
  ],
  ranking: [
    { field: 'api_support', weight: 20, better: 'yes' },
    { field: 'sla_score', weight: 30, better: 'higher' },
    { field: 'dr_plan', weight: 20, better: 'yes' },
    { field: 'references_provided', weight: 15, better: 'yes' },
    { field: 'final_price', weight: 15, better: 'lower' },
  ],
};

export const vendorSelection: Template = {
  id: 'vendor-selection',
  label: 'Compare 10 vendors',
  labelForList: 'Compare and shortlist them',
  name: 'Vendor selection',
  class: 'rounds',
  // Front desks of firms: retried within the day, where a named professional would be left alone for a day or two.
  recipients: 'service',
  hours: BUSINESS_HOURS,
  example: 'vendors.csv',
  rounds: [quote, detail],
};
