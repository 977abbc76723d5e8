// caught: chat-imports-only-inward
export const late = () => import('../store/journal.ts');
