export const mission = 'missions';
