/** A placing request was answered with 429. Growing back follows by itself. */
export type PaceCommand = { readonly type: 'RecordThrottled' };
