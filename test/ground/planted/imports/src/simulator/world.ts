export const world = 'simulator';
