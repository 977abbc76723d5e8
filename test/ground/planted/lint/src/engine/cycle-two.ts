import { one } from './cycle-one.ts'; // caught: lint/suspicious/noImportCycles

export const two = () => one;
