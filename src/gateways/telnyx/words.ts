// How people know this backend, and where they look after their account.
import type { BackendWords } from '../../missions/terms.ts';

export const TELNYX: BackendWords = { name: 'Telnyx', portal: 'https://portal.telnyx.com' };
