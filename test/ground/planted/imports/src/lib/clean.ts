export const clean = 'lib';
