import { language, t } from '../text/text.ts';
import { number } from '../text/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Screen } from '../ui/Screen.tsx';
import { current } from '../ui/session.ts';
import { DoorRow } from '../doors/DoorRow.tsx';
import { BulletinAnswers } from './Answers.tsx';
import { isCurrent } from './news.ts';
import { RelayRow } from './RelayRow.tsx';
import { StateCard, Words } from './Words.tsx';

const firstDoors = 10;

/** One notice: its words, the groups it goes to, the doors that wait for it. */
export function Bulletin({ id }: { id: string }) {
  const view = current.value.store.view.value;
  const bulletin = view.news.bulletins.find(known => known.id === id);
  if (!bulletin)
    return (
      <Screen title={t('nav.news')} child>
        <p class="empty">{t('news.gone')}</p>
      </Screen>
    );
  const relays = view.news.relays.filter(relay => relay.bulletinId === id);
  const doors = isCurrent(bulletin, now())
    ? view.news.tellings
        .filter(telling => telling.bulletinId === id)
        .flatMap(telling => telling.households.flatMap(known => view.households.get(known) ?? []))
    : [];
  return (
    <Screen title={t('bulletin.title')} child>
      <StateCard bulletin={bulletin} posted={relays.some(relay => relay.state === 'posted')} />
      {bulletin.whatChanged && (
        <p class="card due">
          <Icon name="pencil" />
          <span>{t('bulletin.changed', { what: bulletin.whatChanged })}</span>
        </p>
      )}
      <Words bulletin={bulletin} language={language.value} card />
      {relays.length > 0 && (
        <section>
          <h2>{t('bulletin.groups')}</h2>
          <ul class="list">
            {relays.map(relay => (
              <RelayRow key={relay.id} relay={relay} bare />
            ))}
          </ul>
        </section>
      )}
      {doors.length > 0 && (
        <section>
          <h2>{t('bulletin.doors', { n: number(doors.length) })}</h2>
          <ul class="list">
            {doors.slice(0, firstDoors).map(door => (
              <DoorRow key={door.id} door={door} lead={<Icon name="door" />} />
            ))}
          </ul>
        </section>
      )}
      <BulletinAnswers bulletinId={id} />
    </Screen>
  );
}
