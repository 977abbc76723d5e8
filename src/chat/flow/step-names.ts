/** The pages of the guided flow by name, in the order in which they are asked. */
export const STEPS = [
  'kind',
  'details',
  'words',
  'second',
  'third',
  'fourth',
  'action',
  'pick',
  'mandate',
  'order',
  'numbers',
  'when',
  'people',
] as const;
export type Step = (typeof STEPS)[number];

export const isStep = (text: string): text is Step => STEPS.some((step) => step === text);

/** The pages that word a round's calls, by its index. */
export const WORD_STEPS = ['words', 'second', 'third', 'fourth'] as const;
