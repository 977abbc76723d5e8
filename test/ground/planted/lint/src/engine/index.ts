export { append } from './journal.ts'; // caught: lint/performance/noBarrelFile
export * from './journal.ts'; // caught: lint/performance/noReExportAll
