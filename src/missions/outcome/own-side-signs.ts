/**
 * What tells a failure of our own side (account limit, balance, country, profile, account, the phone service itself) from one of
 * the network or the far side: codes and words of the line, and the sentences our gateways make of them.
 */
export type OwnSideCause = 'rate' | 'limit' | 'balance' | 'profile' | 'country' | 'account' | 'unreached';

const SIGNS: readonly (readonly [OwnSideCause, RegExp])[] = [
  ['rate', /too many requests|rate limit|\b429\b/i],
  ['limit', /channel limit|concurrent call limit|calls at once|\bD1\b|\bD2\b|\bD3\b|\bD22\b/i],
  ['balance', /insufficient funds|\bbalance\b|\bD19\b|\b20100\b|\b20012\b/i],
  ['country', /whitelist|countr(?:y|ies) not allowed|may not call this country|\bD13\b/i],
  ['profile', /outbound voice profile/i],
  ['account', /not verified|account verified|account blocked|blocked the account|\b2001[3-7]\b/i],
  ['unreached', /\bD51\b|caller number not allowed|internal server error/i],
];

/** `undefined` = nothing says that it was our side. */
export const ownSideCause = (detail: string): OwnSideCause | undefined =>
  SIGNS.find(([, sign]) => sign.test(detail))?.[0];
