/** The log as this surface needs it (pino fits), and the same log in the shape that Slack's libraries write to. */
import { type Logger, LogLevel } from '@slack/bolt';

type Write = (facts: Readonly<Record<string, unknown>>, message: string) => void;

export interface SlackLog {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/** Never at DEBUG: there Slack's libraries write whole payloads, with everything that people said. */
export function toBoltLogger(log: SlackLog): Logger {
  const write =
    (to: Write) =>
    (...parts: readonly unknown[]) =>
      to({ from: 'slack' }, parts.map(String).join(' '));
  return {
    debug: () => undefined,
    info: write(log.debug),
    warn: write(log.warn),
    error: write(log.warn),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
