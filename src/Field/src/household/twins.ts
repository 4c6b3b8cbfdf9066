import { fold } from '../doors/fold.ts';
import type { Guid, WireHousehold } from '../wire.ts';
import { cleanPhone } from './guard.ts';

export interface Twin {
  door: WireHousehold;
  by: 'head' | 'phone';
}

/** Households of the hamlet that may be the one meant: of the same name, however it is written, or of the same phone. */
export function twinsOf(
  households: Iterable<WireHousehold>,
  meant: { id?: Guid; hamletId: Guid; head: string; phone?: string | null },
): Twin[] {
  const head = fold(meant.head);
  const phone = meant.phone ? cleanPhone(meant.phone) : null;
  return [...households].flatMap((door): Twin[] => {
    if (door.hamletId !== meant.hamletId || door.id === meant.id) return [];
    if (head !== '' && fold(door.head) === head) return [{ door, by: 'head' }];
    return phone !== null && door.phone && cleanPhone(door.phone) === phone ? [{ door, by: 'phone' }] : [];
  });
}
