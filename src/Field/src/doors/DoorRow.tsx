import type { ComponentChildren } from 'preact';
import type { WireHousehold } from '../wire.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Place } from '../ui/Rows.tsx';
import { go } from '../ui/route.ts';
import { act, current, mutation } from '../ui/session.ts';
import { holdTime, say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';

/** One door in a list. `away` puts "Vắng nhà" on it: most doors are, so it is one tap, and can be taken back. */
export function DoorRow({
  door,
  lead,
  note,
  aside,
  away,
  place,
}: {
  door: WireHousehold;
  lead?: ComponentChildren;
  note?: ComponentChildren;
  aside?: ComponentChildren;
  away?: boolean;
  place?: Place;
}) {
  const mark = current.value.store.view.value.marks.get(door.id);
  const draft = current.value.store.drafts.value.has(door.id);
  return (
    <li class="door" {...place}>
      <button type="button" class="row" onClick={() => go(`door/${door.id}`)}>
        {lead}
        <span class="grow">
          <b>{door.head || t('door.noName')}</b>
          <small>{whereIs(door)}</small>
          {note}
          {(mark || draft) && (
            <span class="tags">
              {draft && (
                <span class="tag due">
                  <Icon name="pencil" />
                  {t('door.draft')}
                </span>
              )}
              {mark && mark.refused > 0 && (
                <span class="tag bad">
                  <Icon name="alert-triangle" />
                  {t('door.refused')}
                </span>
              )}
              {mark && mark.unsent > 0 && (
                <span class="tag">
                  <Icon name="refresh" />
                  {t('door.unsent')}
                </span>
              )}
              {mark?.kept && (
                <span class="tag due">
                  <Icon name="ban" />
                  {t('door.kept')}
                </span>
              )}
            </span>
          )}
        </span>
        {aside}
      </button>
      {away && (
        <button type="button" class="away" aria-label={t('away.label', { name: door.head })} onClick={() => void recordAway(door)}>
          <Icon name="door-off" />
          <span>{t('away')}</span>
        </button>
      )}
    </li>
  );
}

/** "Tổ 3 · số 12 · gần chùa" */
export function whereIs(door: WireHousehold): string {
  const { territory } = current.value.store.view.value;
  const hamlet = territory.hamlets.find(known => known.id === door.hamletId);
  const lane = hamlet?.lanes.find(known => known.id === door.laneId);
  return (
    [
      lane?.name,
      door.door && (/^\d/.test(door.door) ? t('door.number', { n: door.door }) : door.door),
      door.landmark,
      territory.hamlets.length > 1 ? hamlet?.name : undefined,
    ]
      .filter(Boolean)
      .join(' · ') || '—'
  );
}

async function recordAway(door: WireHousehold): Promise<void> {
  const visit = mutation('visit', {
    visit: { householdId: door.id, outcome: 'away', language: door.language?.split('+')[0] ?? 'vi', activities: [] },
  });
  try {
    await act([visit], { holdFor: holdTime });
    say(t('away.saved', { name: door.head }), {
      undo: async () => {
        if (!(await current.value.store.undo(visit.id))) say(t('undo.late'), { tone: 'bad' });
      },
    });
  } catch (error) {
    say(sentence(error), { tone: 'bad' });
  }
}
