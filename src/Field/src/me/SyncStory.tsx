import { isHard } from '../store/outbox.ts';
import { Notices } from '../news/Notices.tsx';
import { number, whenExactly } from '../text/format.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Screen } from '../ui/Screen.tsx';
import { current } from '../ui/session.ts';
import { isSaid, troubleOf } from '../ui/trouble.ts';
import { online } from '../ui/watch.ts';
import { WrongClock } from '../ui/WrongClock.tsx';
import { exportUnsent } from './export.ts';
import { HardItem, nameOf, sendAgain } from './HardItem.tsx';

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
        <p class={isSaid(trouble) ? 'card bad' : 'card'} role="status">
          <Icon name={isSaid(trouble) ? 'alert-triangle' : 'cloud-off'} />
          <span>
            {troubleOf(trouble)} {t('trouble.safe')}
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
              <HardItem key={item.mutation.id} item={item} />
            ))}
          </ul>
          {refused.length > 1 && (
            <button type="button" class="second strong wide" disabled={running} onClick={() => void sendAgain(refused)}>
              <Icon name="refresh" />
              {t('refused.retryAll')}
            </button>
          )}
        </section>
      )}
      {unsent.length > 0 && (
        <section>
          <h2>{t('sync.waiting')}</h2>
          <ul class="list">
            {unsent.filter(isHard).map(item => (
              <HardItem key={item.mutation.id} item={item} />
            ))}
            {unsent
              .filter(item => !isHard(item))
              .slice(0, 50)
              .map(item => (
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
