export const card = 'chat';
