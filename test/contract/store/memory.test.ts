import { createMemoryState, openMemoryShelf } from '../../../src/store/memory.ts';
import { openOnShelf } from '../../../src/store/open.ts';
import { describeStore } from './suite.ts';

describeStore('memory', async () => {
  const state = createMemoryState();
  return {
    open: async () => openOnShelf(openMemoryShelf(state), 'memory:'),
    bytes: async () => JSON.stringify([...state.records, ...state.kept]),
    end: async () => {},
  };
});
