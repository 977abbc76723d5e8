export const code = 'BROKEN';
