import { useState } from 'preact/hooks';
import { dayOf, timeOf } from '../store/clock.ts';
import { newId } from '../store/ids.ts';
import { clockTime } from '../text/format.ts';
import { t } from '../text/text.ts';
import { TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Sheet } from '../ui/Sheet.tsx';
import type { WireBooking, WireGathering } from '../wire.ts';
import { slots, toCome } from './gather.ts';
import { tell } from './tell.ts';

/** A free time for somebody who asks. */
export function Book({ held, bookings, onClose }: { held: WireGathering; bookings: readonly WireBooking[]; onClose: () => void }) {
  const [slot, choose] = useState('');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const save = async (): Promise<void> => {
    const booking = { id: newId(now), gatheringId: held.id, slot, name, phone: phone || null };
    if (await tell('gathering.book', { booking }, t('gather.bookedFor', { name, time: clockTime(slot) }))) onClose();
  };
  return (
    <Sheet title={t('gather.book')} onClose={onClose}>
      <div class="chips" role="group" aria-label={t('gather.book')}>
        {toCome(held, slots(held, bookings), dayOf(now()), timeOf(now()))
          .filter(one => one.free > 0)
          .map(one => (
            <button key={one.slot} type="button" class="chip figures" aria-pressed={slot === one.slot} onClick={() => choose(one.slot)}>
              {clockTime(one.slot)}
            </button>
          ))}
      </div>
      <TextField label={t('field.name')} value={name} most={80} onChange={setName} />
      <TextField label={t('field.phone')} value={phone} inputMode="tel" most={20} onChange={setPhone} />
      <button type="button" class="main" disabled={!slot || !name.trim()} onClick={() => void save()}>
        <Icon name="check" />
        {t('gather.book')}
      </button>
    </Sheet>
  );
}
