/** Shows answers that no surface waits for any more: what recovery carried out after a start. */
import type { Reply, Surface } from './surface.ts';

export async function deliver(surfaces: readonly Surface[], replies: readonly Reply[]): Promise<void> {
  for (const reply of replies) {
    const surface = surfaces.find((one) => one.name === reply.place.surface);
    if (reply.how === 'post' || reply.how === 'replace') await surface?.post(reply.place, reply.message);
    else await surface?.whisper(reply.place, reply.actor, reply.how === 'form' ? reply.form : reply.message);
  }
}
