/** Slows down whoever guesses the token: after ten wrong ones within a minute nobody may try until it is over. */
const MOST = 10;
const WITHIN_MS = 60_000;

export interface Tries {
  mayTry(): boolean;
  failed(): void;
}

export function createTries(wall: () => number): Tries {
  let wrong: readonly number[] = [];
  const recent = () => wrong.filter((at) => wall() - at < WITHIN_MS);
  return {
    mayTry: () => recent().length < MOST,
    failed: () => {
      wrong = [...recent(), wall()];
    },
  };
}
