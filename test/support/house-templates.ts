/** The templates of the checkout, as the bot reads them. */
import { readTemplates } from '../../src/app/read-templates.ts';
import type { Template } from '../../src/chat/templates/template.ts';

export const TEMPLATES = readTemplates();

export function houseTemplate(id: string): Template {
  const found = TEMPLATES.all.find((one) => one.id === id);
  if (found === undefined) throw new Error(`templates/${id}.yaml was not read: ${JSON.stringify(TEMPLATES.faults)}`);
  return found;
}
