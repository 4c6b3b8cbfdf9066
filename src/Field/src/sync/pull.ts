import type { Api } from './api.ts';
import type { Store } from '../store/store.ts';

/** Brings the territory up to the server's newest change, then the guides when they are newer. A cut line goes on from the last page. */
export async function pull(api: Api, store: Store): Promise<void> {
  for (;;) {
    const before = store.view.value.territory;
    const asked = store.clock.ticks();
    const answer = await api.pull(before.upTo, before.have, null);
    await store.pulled(answer, asked);
    const after = store.view.value.territory;
    if (!answer.more) {
      if (answer.guidesVersion > after.guidesVersion) await store.guided(await api.guides(after.guidesVersion));
      return;
    }
    if (after.upTo === before.upTo && after.have.length === before.have.length) throw new Error('the pull makes no headway');
  }
}
