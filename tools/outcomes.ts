/** `npm run outcomes`: writes docs/outcomes.md from the labelled calls and quotes. */
import { writeFileSync } from 'node:fs';
import { outcomesPage } from './outcomes/page.ts';

const page = new URL('../docs/outcomes.md', import.meta.url);
writeFileSync(page, outcomesPage());
process.stdout.write('docs/outcomes.md is written.\n');
