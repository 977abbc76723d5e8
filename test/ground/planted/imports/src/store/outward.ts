// caught: store-imports-only-inward
import { view } from '../projections/view.ts';

export const used = view;
