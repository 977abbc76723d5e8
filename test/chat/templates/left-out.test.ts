// A team's broken file stops nothing: whoever begins a mission is told of it, and the others are offered.
import { expect, test } from 'vitest';
import { houseTemplate } from '../../support/house-templates.ts';
import { buttonsOf, createWorld, textOf } from '../desk/desk-world.ts';

const FAULT = {
  file: 'templates/plumbers.yaml',
  line: 14,
  field: 'rounds[0].fields[2].type',
  problem: '"nubmer" is not what belongs here. Write one of text, number, boolean, choice.',
};

test('the choice names a template that was left out, with line and field, and offers the others', async () => {
  const all = [
    houseTemplate('store-hours'),
    { ...houseTemplate('roofer-quotes'), id: 'own-one', label: 'Our own one' },
  ];
  const broken = await createWorld({ templates: { all, faults: [FAULT] } }).say('/mission new');
  expect(textOf(broken)).toContain(
    'Left out: templates/plumbers.yaml, line 14, rounds[0].fields[2].type: "nubmer" is not what belongs here.',
  );
  expect(buttonsOf(broken).map((button) => button.label)).toEqual(expect.arrayContaining(['Our own one']));
  expect(textOf(await createWorld({ templates: { all, faults: [] } }).say('/mission new'))).not.toContain('Left out');
});
