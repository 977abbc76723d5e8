/** The shapes of the reply reader's vocabulary: kinds of words, word lists, number words. No words here. */

/** `yes` consents, `weak` only praises, `hold` puts off or doubts, `fill` adds nothing. The rest builds changes. */
export type Kind =
  | 'yes'
  | 'weak'
  | 'no'
  | 'hold'
  | 'fill'
  | 'and'
  | 'but'
  | 'or'
  | 'sep'
  | 'only'
  | 'top'
  | 'last'
  | 'all'
  | 'pick'
  | 'keep'
  | 'put'
  | 'drop'
  | 'dropped'
  | 'not'
  | 'except'
  | 'add'
  | 'added'
  | 'instead'
  | 'insteadPost'
  | 'swap'
  | 'replace'
  | 'for'
  | 'trade'
  | 'range'
  | 'rank'
  | 'list'
  | 'unit'
  | 'one'
  | 'more'
  | 'restYes'
  | 'restNo'
  | 'why';

/** Phrases by kind; `(a|b|)` stands for either, the empty one included. */
export type WordList = Readonly<Partial<Record<Kind, string>>>;

export interface Entry {
  readonly kinds: Set<Kind>;
  number?: number;
  ordinal?: number;
}

export interface NumberWords {
  /** In order from one on; variants split by `|`. */
  readonly cardinals: string;
  readonly ordinals: string;
}
