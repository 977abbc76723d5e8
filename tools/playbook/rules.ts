/** All rules of the playbook, in its order. */
import { choicesAndLater } from './choices-and-later.ts';
import type { Rule, Section } from './rule.ts';
import { sections1To6 } from './sections-1-to-6.ts';
import { sections7To12 } from './sections-7-to-12.ts';
import { sections13To16 } from './sections-13-to-16.ts';
import { sections17To19 } from './sections-17-to-19.ts';

export const sections: readonly Section[] = [
  ...sections1To6,
  ...sections7To12,
  ...sections13To16,
  ...sections17To19,
  ...choicesAndLater,
];

export const rules: readonly Rule[] = sections.flatMap((section) => section.rules);
