import { useState } from 'preact/hooks';
import { addDays, dayOf } from '../store/clock.ts';
import type { Draft } from '../store/draft.ts';
import { weekdayAndDay } from '../text/format.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { nextDays } from './draft.ts';

const times = ['08:00:00', '14:00:00', '18:00:00'];

export function NextVisit({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const near = nextDays(now());
  const [other, setOther] = useState(false);
  const chosen = draft.nextDate;
  const pick = (day: string | null): void => onChange({ ...draft, nextDate: day, nextTime: day ? draft.nextTime : null });
  return (
    <section>
      <h2>{draft.outcome === 'appointment' ? t('next.when') : t('next.title')}</h2>
      <div class="chips days">
        {near.map(({ key, day }) => (
          <button key={key} type="button" class="chip" aria-pressed={chosen === day} onClick={() => pick(chosen === day ? null : day)}>
            {t(`next.${key}`)}
            <small class="figures">{weekdayAndDay(day)}</small>
          </button>
        ))}
        <button
          type="button"
          class="chip"
          aria-pressed={chosen !== null && !near.some(({ day }) => day === chosen)}
          onClick={() => setOther(!other)}
        >
          <Icon name="calendar-event" />
          {chosen && !near.some(({ day }) => day === chosen) ? weekdayAndDay(chosen) : t('next.other')}
        </button>
      </div>
      {other && (
        <input
          class="date"
          type="date"
          aria-label={t('next.other')}
          min={addDays(dayOf(now()), 1)}
          value={chosen ?? ''}
          onChange={event => pick(event.currentTarget.value || null)}
        />
      )}
      {chosen && (
        <div class="chips">
          {times.map(time => (
            <button
              key={time}
              type="button"
              class="chip"
              aria-pressed={draft.nextTime === time}
              onClick={() => onChange({ ...draft, nextTime: draft.nextTime === time ? null : time })}
            >
              <Icon name="clock" />
              {time.slice(0, 5)}
            </button>
          ))}
          <input
            class="date short"
            type="time"
            aria-label={t('next.time')}
            value={draft.nextTime?.slice(0, 5) ?? ''}
            onChange={event => onChange({ ...draft, nextTime: event.currentTarget.value ? `${event.currentTarget.value}:00` : null })}
          />
        </div>
      )}
    </section>
  );
}
