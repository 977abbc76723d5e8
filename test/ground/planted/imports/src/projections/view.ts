export const view = 'projections';
