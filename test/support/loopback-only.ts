// Runs before every test file: no test sees a key of the person who runs it, and none reaches beyond this machine,
// neither itself nor the processes it starts. A test that tried fails, also when the code under test hid the error.
import { afterEach } from 'vitest';
import { takeRefusals } from './loopback-guard.ts';

/** Every variable the product reads; a test that needs one sets it for its own child process. */
const VARIABLES = [
  'TELNYX_API_KEY TELNYX_BASE_URL TELNYX_PUBLIC_KEY CLAWDTALK_API_KEY CLAWDTALK_API_URL BACKEND',
  'SLACK_BOT_TOKEN SLACK_APP_TOKEN SLACK_SIGNING_SECRET SLACK_CLIENT_ID SLACK_CLIENT_SECRET SLACK_API_URL',
  'TELEGRAM_BOT_TOKEN TELEGRAM_API_ROOT TELEGRAM_WEBHOOK_SECRET PUBLIC_URL STATE_URL HOST PORT SIM_PORT CONSOLE_TOKEN',
  'CLOCK_SPEED LOG_LEVEL ORGANISATION DEFAULT_REGION TIMEZONE MAX_CONCURRENT_CALLS ADMINS OPERATORS APPROVERS',
  'LLM_BASE_URL LLM_API_KEY LLM_MODEL HTTP_PROXY HTTPS_PROXY ALL_PROXY http_proxy https_proxy all_proxy',
].flatMap((line) => line.split(' '));

for (const name of VARIABLES) delete process.env[name];

const guard = `--import=${new URL('loopback-guard.ts', import.meta.url).href}`;
const options = process.env.NODE_OPTIONS ?? '';
if (!options.includes(guard)) process.env.NODE_OPTIONS = `${options} ${guard}`.trim();

afterEach(() => {
  const refused = takeRefusals();
  if (refused.length > 0) throw new Error(`This test reached beyond loopback: ${refused.join(', ')}`);
});
