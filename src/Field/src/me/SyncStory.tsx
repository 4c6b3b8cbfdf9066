import { useState } from 'preact/hooks';
import { newId } from '../store/ids.ts';
import type { OutboxItem } from '../store/outbox.ts';
import { Notices } from '../news/Notices.tsx';
import { number, whenExactly } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { go } from '../ui/route.ts';
import { Screen } from '../ui/Screen.tsx';
import { current } from '../ui/session.ts';
import { online } from '../ui/watch.ts';
import { WrongClock } from '../ui/WrongClock.tsx';
import { exportUnsent } from './export.ts';

/** The plain story: what is safe on this phone, what has arrived, when, and what the office did not take. */
export function SyncStory() {
  const { store, sync } = current.value;
  const { territory, households } = store.view.value;
  const { running, trouble, stuck } = sync.state.value;
  const unsent = store.unsent.value;
  const refused = store.refused.value;
  return (
    <Screen
      child
      title={t('sync.title')}
      under={online.value ? t('sync.online') : t('sync.offline')}
      action={
        <button type="button" class="main" disabled={running} onClick={() => void sync.fresh()}>
          <Icon name="refresh" />
          {running ? t('sync.running') : t('sync.now')}
        </button>
      }
    >
      <ul class="list story">
        <li>
          <Icon name={unsent.length ? 'refresh' : refused.length ? 'alert-triangle' : 'cloud-check'} />
          <span class="grow">
            <b>
              {unsent.length
                ? t('sync.unsent', { n: number(unsent.length) })
                : refused.length
                  ? t('mark.refused', { n: number(refused.length) })
                  : t('sync.allSent')}
            </b>
            <small>{unsent.length ? t('sync.safeHere') : refused.length ? t('sync.refusedHere') : t('sync.nothingWaits')}</small>
          </span>
        </li>
        <li>
          <Icon name="clock" />
          <span class="grow">
            <b>{t('sync.last')}</b>
            <small class="figures">{territory.pulledAt === null ? '—' : whenExactly(territory.pulledAt)}</small>
          </span>
        </li>
        <li>
          <Icon name="home" />
          <span class="grow">
            <b>{t('sync.onPhone')}</b>
            <small class="figures">
              {t('sync.counts', {
                doors: number(households.size),
                people: number([...households.values()].reduce((sum, door) => sum + door.people.length, 0)),
                hamlets: number(territory.hamlets.length),
              })}
            </small>
          </span>
        </li>
      </ul>
      <WrongClock />
      <Notices />
      {trouble && (
        <p class={trouble.kind === 'offline' ? 'card' : 'card bad'} role="status">
          <Icon name={trouble.kind === 'offline' ? 'cloud-off' : 'alert-triangle'} />
          <span>
            {trouble.kind === 'offline'
              ? t('sync.noLine')
              : trouble.kind === 'problem'
                ? [trouble.text || t('trouble.server'), trouble.next].filter(Boolean).join(' ')
                : t('trouble.fault')}{' '}
            {t('trouble.safe')}
          </span>
        </p>
      )}
      {stuck > 0 && (
        <p class="card due">
          <Icon name="alert-triangle" />
          <span>{t('sync.stuck', { n: stuck })}</span>
        </p>
      )}
      {refused.length > 0 && (
        <section>
          <h2 class="bad">{t('refused.title')}</h2>
          <p class="hint">{t('refused.text')}</p>
          <ul class="list">
            {refused.map(item => (
              <RefusedItem key={item.mutation.id} item={item} />
            ))}
          </ul>
        </section>
      )}
      {unsent.length > 0 && (
        <section>
          <h2>{t('sync.waiting')}</h2>
          <ul class="list">
            {unsent.slice(0, 50).map(item => (
              <li key={item.mutation.id} class="past">
                <span class="grow">
                  <b>{nameOf(item)}</b>
                  <small class="figures">{whenExactly(Date.parse(item.mutation.at))}</small>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {unsent.length + refused.length > 0 && (
        <button type="button" class="second wide" onClick={() => exportUnsent(store.items.value, now())}>
          <Icon name="download" />
          {t('sync.export')}
        </button>
      )}
    </Screen>
  );
}

function nameOf(item: OutboxItem): string {
  const { households, territory, news } = current.value.store.view.value;
  const what = t(`kind.${item.mutation.kind}` as Key);
  const door = item.householdId
    ? households.get(item.householdId)?.head
    : item.mutation.relay
      ? news.relays.find(relay => relay.id === item.mutation.relay!.relayId)?.group
      : territory.hamlets.flatMap(hamlet => hamlet.lanes).find(lane => lane.id === item.mutation.lane?.laneId)?.name;
  return door ? `${what} · ${door}` : what;
}

function RefusedItem({ item }: { item: OutboxItem }) {
  const { store, sync } = current.value;
  const [sure, ask] = useState(false);
  return (
    <li class="refused">
      <b>{nameOf(item)}</b>
      <small class="figures">{whenExactly(Date.parse(item.mutation.at))}</small>
      <p>
        <Icon name="alert-triangle" />
        {item.reason || t('refused.noReason')}
      </p>
      {sure && <p class="trouble">{t('refused.sure')}</p>}
      <div class="pair">
        {sure ? (
          <>
            <button type="button" class="second" onClick={() => ask(false)}>
              {t('cancel')}
            </button>
            <button type="button" class="second strong" onClick={() => void store.discard(item.mutation.id)}>
              {t('refused.discard')}
            </button>
          </>
        ) : (
          <>
            <button type="button" class="second" onClick={() => void store.retry(item.mutation.id, newId(now)).then(() => sync.fresh())}>
              <Icon name="refresh" />
              {t('refused.retry')}
            </button>
            <button type="button" class="quiet" onClick={() => ask(true)}>
              <Icon name="trash" />
              {t('refused.discard')}
            </button>
          </>
        )}
      </div>
      {item.householdId && (
        <button type="button" class="quiet" onClick={() => go(`door/${item.householdId}`)}>
          {t('refused.open')}
        </button>
      )}
    </li>
  );
}
