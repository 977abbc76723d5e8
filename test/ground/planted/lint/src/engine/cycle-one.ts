import { two } from './cycle-two.ts'; // caught: lint/suspicious/noImportCycles

export const one = () => two;
