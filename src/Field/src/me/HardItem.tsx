import { useState } from 'preact/hooks';
import type { OutboxItem } from '../store/outbox.ts';
import { whenExactly } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { go } from '../ui/route.ts';
import { current } from '../ui/session.ts';
import { mayPass, wordsOn } from '../ui/trouble.ts';
import { placeOf } from './place.ts';
import { Sure } from '../ui/Sure.tsx';

const mostWords = 60;

/** What was done, and to which door, group, lane or station; of a question, what was asked. */
export function nameOf(item: OutboxItem): string {
  const { households, territory, news } = current.value.store.view.value;
  const { reading, question } = item.mutation;
  const what = t(`kind.${item.mutation.kind}` as Key);
  const door = item.householdId
    ? households.get(item.householdId)?.head
    : item.mutation.relay
      ? news.relays.find(relay => relay.id === item.mutation.relay!.relayId)?.group
      : reading
        ? current.value.store.water.value.find(station => station.id === reading.stationId)?.name
        : question
          ? question.text.length > mostWords
            ? `${question.text.slice(0, mostWords)}…`
            : question.text
          : territory.hamlets.flatMap(hamlet => hamlet.lanes).find(lane => lane.id === item.mutation.lane?.laneId)?.name;
  return door ? `${what} · ${door}` : what;
}

/** Work that the server does not take: why, and one thing to tap; that again may do where the work is not to blame, else the place where it was done. */
export function HardItem({ item }: { item: OutboxItem }) {
  const { store } = current.value;
  const [sure, ask] = useState(false);
  const again = item.state === 'waiting' || mayPass(item.code ?? '');
  const place = placeOf(item, store.view.value.households);
  const retry = (
    <button type="button" class={again ? 'second strong wide' : 'second'} onClick={() => void sendAgain([item])}>
      <Icon name="refresh" />
      {t('refused.retry')}
    </button>
  );
  return (
    <li class="refused">
      <b>{nameOf(item)}</b>
      <small class="figures">{whenExactly(Date.parse(item.mutation.at))}</small>
      <p>
        <Icon name="alert-triangle" />
        {reasonOf(item)}
      </p>
      {sure ? (
        <Sure yes={t('refused.discard')} onYes={() => void store.discard(item.mutation.id)} onNo={() => ask(false)}>
          {t('refused.sure')}
        </Sure>
      ) : (
        <>
          {again ? (
            retry
          ) : (
            <button type="button" class="second strong wide" onClick={() => go(place)}>
              <Icon name="chevron-right" />
              {place.startsWith('door/') ? t('refused.open') : t('refused.look')}
            </button>
          )}
          <div class="pair">
            {again ? <span /> : retry}
            <button type="button" class="quiet bad" onClick={() => ask(true)}>
              <Icon name="trash" />
              {t('refused.discard')}
            </button>
          </div>
        </>
      )}
    </li>
  );
}

export async function sendAgain(items: readonly OutboxItem[]): Promise<void> {
  const { store, sync } = current.value;
  await store.retry(items.map(item => item.mutation.id));
  await sync.fresh();
}

/** Why; a body that the server judged by itself has a fault that sending it again does not mend. */
function reasonOf({ state, code = '', reason }: OutboxItem): string {
  const words = wordsOn(code, reason ?? '');
  return state === 'refused' && words === t('refused.unread') ? t('refused.wrong') : words;
}
