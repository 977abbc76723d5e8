// caught: missions-uses-only-its-packages
import { parse } from 'csv-parse';

export const used = parse;
