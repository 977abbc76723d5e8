/** What the process says at its start, line by line: where it is, whether people are called, what to do next. */
export function greeting(facts: {
  readonly console: { readonly url: string; readonly note?: string };
  /** The simulated Telnyx that was started; absent with a real account or a simulator of one's own. */
  readonly simulator: string | undefined;
  readonly sandbox: boolean;
}): readonly string[] {
  const { console, simulator, sandbox } = facts;
  return [
    ...(console.note === undefined ? [] : [console.note]),
    `Console: ${console.url}`,
    ...(simulator === undefined ? [] : [`Simulated Telnyx: ${simulator}`]),
    sandbox
      ? 'SANDBOX: phones are simulated, nobody is really called.'
      : 'REAL CALLS: missions started from now on call real people. Missions of the sandbox stay in the sandbox.',
    `Next: open ${console.url} and tap one of the three missions.`,
  ];
}
