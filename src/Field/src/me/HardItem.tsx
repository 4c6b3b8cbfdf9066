import { useState } from 'preact/hooks';
import type { OutboxItem } from '../store/outbox.ts';
import { whenExactly } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { go } from '../ui/route.ts';
import { current } from '../ui/session.ts';

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

/** Work that the server does not take: why, and one thing to tap; the door where it can be looked at, or else sending it again. */
export function HardItem({ item }: { item: OutboxItem }) {
  const { store } = current.value;
  const [sure, ask] = useState(false);
  const here = item.householdId !== null && store.view.value.households.has(item.householdId);
  return (
    <li class="refused">
      <b>{nameOf(item)}</b>
      <small class="figures">{whenExactly(Date.parse(item.mutation.at))}</small>
      <p>
        <Icon name="alert-triangle" />
        {reasonOf(item)}
      </p>
      {here && !sure && (
        <button type="button" class="second strong wide" onClick={() => go(`door/${item.householdId}`)}>
          <Icon name="home" />
          {t('refused.open')}
        </button>
      )}
      {sure && <p class="trouble">{t('refused.sure')}</p>}
      <div class="pair">
        {sure ? (
          <>
            <button type="button" class="second" onClick={() => ask(false)}>
              {t('cancel')}
            </button>
            <button type="button" class="second bad" onClick={() => void store.discard(item.mutation.id)}>
              {t('refused.discard')}
            </button>
          </>
        ) : (
          <>
            <button type="button" class={here ? 'second' : 'second strong'} onClick={() => void sendAgain([item])}>
              <Icon name="refresh" />
              {t('refused.retry')}
            </button>
            <button type="button" class="quiet bad" onClick={() => ask(true)}>
              {t('refused.discard')}
            </button>
          </>
        )}
      </div>
    </li>
  );
}

export async function sendAgain(items: readonly OutboxItem[]): Promise<void> {
  const { store, sync } = current.value;
  await store.retry(items.map(item => item.mutation.id));
  await sync.fresh();
}

/** The server's words on a body that it cannot read speak of fields and formats; a volunteer needs to know what to do. */
const aboutTheBody: ReadonlySet<string> = new Set(['invalid', 'too-large', 'sync.batch-too-large']);

function reasonOf(item: OutboxItem): string {
  if (aboutTheBody.has(item.code ?? '')) return t(item.state === 'refused' ? 'refused.wrong' : 'refused.unread');
  return item.reason || t('refused.noReason');
}
