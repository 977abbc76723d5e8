/** Lists as chat hands them over: a paste, or a file in base64. */
import { Buffer } from 'node:buffer';
import type { Target } from '../missions/target.ts';
import type { Intake } from './intake.ts';
import { readTargets } from './read-targets.ts';

export type Source =
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'file'; readonly name: string; readonly base64: string };

export const readSource = (source: Source, options: { readonly defaultRegion: string }): Intake =>
  source.kind === 'paste'
    ? readTargets(source, options)
    : readTargets({ kind: 'file', name: source.name, bytes: Buffer.from(source.base64, 'base64') }, options);

/** One typed number with its zones; `undefined` when it is none that may be called. */
export const ownPhone = (phone: string, options: { readonly defaultRegion: string }): Target | undefined =>
  readTargets({ kind: 'paste', text: `me, ${phone}` }, options).targets[0];
