import { useState } from 'preact/hooks';
import { Notices } from '../news/Notices.tsx';
import { DoorAnswers } from '../news/Answers.tsx';
import { Tellings } from '../news/Tellings.tsx';
import { whereIs } from '../doors/DoorRow.tsx';
import { phoneNumber, whenInstant, when, clockTime } from '../text/format.ts';
import { said, t, type Key } from '../text/text.ts';
import { Icon, StageMark } from '../ui/Icon.tsx';
import { go } from '../ui/route.ts';
import { Screen } from '../ui/Screen.tsx';
import { current } from '../ui/session.ts';
import type { WireHousehold, WirePerson, WireStanding, WireVisit } from '../wire.ts';
import { Clashes } from './Clashes.tsx';
import { Consents } from './Consents.tsx';
import { EditHousehold } from './EditHousehold.tsx';
import { EditPerson } from './EditPerson.tsx';
import { justGone, stillHere } from './gone.ts';
import { languageOf } from './languages.ts';
import { Reached } from './Reached.tsx';

export function HouseholdScreen({ id }: { id: string }) {
  const { store } = current.value;
  const door = store.view.value.households.get(id);
  const [editing, edit] = useState<null | 'household' | { person: WirePerson | null }>(null);
  if (!door)
    return (
      <Screen title={t('door.gone')} child>
        <p class="empty">{t('door.goneText')}</p>
      </Screen>
    );
  const mark = store.view.value.marks.get(id);
  const draft = store.drafts.value.has(id);
  const last = door.visits[0];
  return (
    <Screen
      child
      wrap
      title={door.head || t('door.noName')}
      under={[whereIs(door), languageOf(door.language)].filter(Boolean).join(' · ')}
      aside={
        door.phone && (
          <a class="quiet square" href={`tel:${door.phone}`} aria-label={t('call', { name: door.head })}>
            <Icon name="phone" />
          </a>
        )
      }
      action={
        <button type="button" class="main" onClick={() => go(`visit/${id}`)}>
          <Icon name={draft ? 'pencil' : 'door'} />
          {draft ? t('visit.resume') : t('visit.begin')}
        </button>
      }
    >
      {mark?.kept && (
        <p class="card due">
          <Icon name="ban" />
          <span>{t('door.keptText')}</span>
        </p>
      )}
      {mark !== undefined && mark.refused > 0 && (
        <button type="button" class="card bad" onClick={() => go('sync')}>
          <Icon name="alert-triangle" />
          <span class="grow">{t('door.refusedText')}</span>
          <Icon name="chevron-right" />
        </button>
      )}
      <Notices of={id} />
      <Clashes door={door} />
      {last && (
        <p class="card">
          <Icon name="history" />
          <span>
            {t('door.last', { when: whenInstant(last.at), what: t(`outcome.${last.outcome}`) })}
            {last.nextDate && ` · ${t('door.agreed', { when: when(last.nextDate) })}`}
            {last.note && (
              <>
                <br />“{last.note}”
              </>
            )}
          </span>
        </p>
      )}
      <Tellings door={door} />
      <DoorAnswers door={door} />
      <Grid door={door} />
      <section>
        <h2>{t('people.title')}</h2>
        <ul class="list">
          {door.people.map(person => (
            <li key={person.id} class="person">
              <button type="button" class="row" onClick={() => edit({ person })}>
                <Icon name="user" />
                <span class="grow">
                  <b>{person.name}</b>
                  <small>
                    {[
                      person.relation && t(`relation.${person.relation}` as Key),
                      person.birthYear,
                      person.phone && phoneNumber(person.phone),
                    ]
                      .filter(Boolean)
                      .join(' · ') || '—'}
                  </small>
                </span>
                <Icon name="pencil" />
              </button>
              {person.phone && (
                <a class="quiet square" href={`tel:${person.phone}`} aria-label={t('call', { name: person.name })}>
                  <Icon name="phone" />
                </a>
              )}
            </li>
          ))}
          {justGone(door).map(left => (
            <li key={left.person.id} class="past">
              <span class="grow">
                <b>{left.person.name}</b>
                <small>{t('people.gone')}</small>
              </span>
              <button type="button" class="quiet" onClick={() => void stillHere(left)}>
                <Icon name="arrow-back-up" />
                {t('people.back')}
              </button>
            </li>
          ))}
        </ul>
        <button type="button" class="second wide" onClick={() => edit({ person: null })}>
          <Icon name="user-plus" />
          {t('people.add')}
        </button>
      </section>
      <Reached door={door} />
      <Consents door={door} />
      <section>
        <h2>{t('history.title')}</h2>
        {door.visits.length === 0 ? (
          <p class="hint">{t('history.none')}</p>
        ) : (
          <ul class="list history">
            {door.visits.map(visit => (
              <Past key={visit.id} door={door} visit={visit} />
            ))}
          </ul>
        )}
      </section>
      <button type="button" class="second wide" onClick={() => go(`stock/${door.id}`)}>
        <Icon name="package" />
        {t('stock.title')}
      </button>
      <button type="button" class="second wide" onClick={() => edit('household')}>
        <Icon name="pencil" />
        {t('household.edit')}
      </button>
      {editing === 'household' && <EditHousehold door={door} onClose={() => edit(null)} />}
      {editing !== null && editing !== 'household' && <EditPerson door={door} person={editing.person} onClose={() => edit(null)} />}
    </Screen>
  );
}

function Past({ door, visit }: { door: WireHousehold; visit: WireVisit }) {
  const mine = visit.memberId === current.value.member.id;
  return (
    <li class="past">
      <span class="grow">
        <b>
          {whenInstant(visit.at)} · {t(`outcome.${visit.outcome}`)}
        </b>
        <small>
          {visit.by ?? '—'}
          {visit.nextDate &&
            ` · ${t('door.agreed', { when: when(visit.nextDate) })}${visit.nextTime ? ` ${clockTime(visit.nextTime)}` : ''}`}
        </small>
        {visit.note && <small>“{visit.note}”</small>}
      </span>
      {mine && (
        <button type="button" class="quiet" onClick={() => go(`visit/${door.id}?correct=${visit.id}`)}>
          <Icon name="pencil" />
          {t('history.correct')}
        </button>
      )}
    </li>
  );
}

/** Each person's services at a glance, in as many lines as the phone's width and letters need; then those of the household itself. */
function Grid({ door }: { door: WireHousehold }) {
  const services = current.value.store.view.value.territory.services.filter(service => service.active).sort((a, b) => a.order - b.order);
  const ofPeople = services.filter(service => service.subject === 'person');
  const ofHouse = services.filter(service => service.subject !== 'person');
  const at = (standings: WireStanding[], serviceId: string): WireStanding | undefined =>
    standings.find(standing => standing.serviceId === serviceId);
  return (
    <section class="grids">
      {ofPeople.length > 0 &&
        door.people.map(person => (
          <div key={person.id} class="house-grid" role="group" aria-label={person.name}>
            <b>{person.name}</b>
            <ul class="marks">
              {ofPeople.map(service => {
                const standing = at(person.standings, service.id);
                return (
                  <li key={service.id} class={standing?.stage ? '' : 'none'}>
                    <StageMark stage={standing?.stage ?? 0} />
                    <span>{said(service.short)}</span>
                    <span class="unseen">{t(`stage.${standing?.stage ?? 0}`)}</span>
                    {standing?.blocker && <Icon name="alert-triangle" />}
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      {ofHouse.length > 0 && (
        <ul class="house-grid">
          {ofHouse.map(service => {
            const standing = at(door.standings, service.id);
            return (
              <li key={service.id}>
                <StageMark stage={standing?.stage ?? 0} />
                <span class="grow">{said(service.name)}</span>
                <small>{t(`stage.${standing?.stage ?? 0}` as Key)}</small>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
