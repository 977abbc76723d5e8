export const badName = 1; // caught: lint/style/useFilenamingConvention
