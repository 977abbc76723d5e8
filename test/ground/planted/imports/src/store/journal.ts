export const journal = 'store';
