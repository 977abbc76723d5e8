/** What is wrong with template files, for people: one sentence each, as the doctor's findings, below the choice in `new`, at the start. */
import type { Finding } from '../surface.ts';
import { count } from '../wording.ts';
import type { TemplateFault, Templates } from './template.ts';

/** `templates/plumbers.yaml, line 14, rounds[0].fields[2].type: "nubmer" is not what belongs here. Write one of …` */
export function faultText({ file, line, field, problem }: TemplateFault): string {
  const place = [file, line === undefined ? '' : `line ${line}`, field].filter((part) => part !== '');
  return `${place.join(', ')}: ${problem}`;
}

/** How many there are, and everything that is wrong with those that are left out. */
export function templateFindings({ all, faults }: Templates): readonly Finding[] {
  const files = new Set(faults.map((fault) => fault.file)).size;
  const left =
    files === 0 ? '' : ` ${count(files, 'file is', 'files are')} left out until mended and Callsheet is started again.`;
  return [
    {
      what: 'Templates',
      ok: all.length > 0,
      sentence: `${count(all.length, 'mission template')} can be begun with.${left}`,
    },
    ...faults.map((fault): Finding => ({ what: 'Templates', ok: false, sentence: faultText(fault) })),
  ];
}

/** For whoever begins a mission: which file is left out and why; undefined when all are fine. */
export const leftOutText = ({ faults }: Templates): string | undefined => leftOutLine(faults);

/** For the terminal at the start: a line for each file that is left out, with its first mistake. */
export const leftOutLines = ({ faults }: Templates): readonly string[] =>
  [...Map.groupBy(faults, (fault) => fault.file).values()].flatMap((ofFile) => leftOutLine(ofFile) ?? []);

function leftOutLine([first, ...more]: readonly TemplateFault[]): string | undefined {
  return first === undefined ? undefined : `Left out: ${faultText(first)}${furtherText(more.length)}`;
}

const furtherText = (more: number): string =>
  more === 0 ? '' : ` (And ${more} more; "/mission doctor" lists ${more === 1 ? 'it' : 'them'}.)`;
