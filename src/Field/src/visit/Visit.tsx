import { useEffect, useRef, useState } from 'preact/hooks';
import { ofHousehold, type Draft } from '../store/draft.ts';
import { AddHelp } from '../help/AddHelp.tsx';
import { GuideSheet } from '../guides/GuideSheet.tsx';
import { holdsCitizenNumber } from '../household/guard.ts';
import { ConsentSheet, consentTo } from '../household/Consents.tsx';
import { EditPerson } from '../household/EditPerson.tsx';
import { languageOf } from '../household/languages.ts';
import { Tellings } from '../news/Tellings.tsx';
import { number } from '../text/format.ts';
import { t } from '../text/text.ts';
import { Choice, TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { back, goInstead, route } from '../ui/route.ts';
import { Screen } from '../ui/Screen.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { Guid, Outcome, WireHousehold } from '../wire.ts';
import { correctionOf, knowsActivities, newDraft, servicesFor, visitOf } from './draft.ts';
import { NextVisit } from './NextVisit.tsx';
import { ServiceRow } from './ServiceRow.tsx';
import { Sure } from '../ui/Sure.tsx';

const outcomes: readonly Outcome[] = ['met', 'away', 'appointment', 'refused', 'moved'];
const icons: Record<Outcome, string> = { met: 'check', away: 'door-off', appointment: 'calendar-event', refused: 'ban', moved: 'truck' };

export function VisitScreen({ id }: { id: string }) {
  const door = current.value.store.view.value.households.get(id);
  if (!door)
    return (
      <Screen title={t('door.gone')} child>
        <p class="empty">{t('door.goneText')}</p>
      </Screen>
    );
  return <Visiting door={door} />;
}

function Visiting({ door }: { door: WireHousehold }) {
  const { store, member } = current.value;
  const [draft, setDraft] = useState<Draft>(() => begin(door));
  const [who, setWho] = useState<string | null>(draft.home[0] ?? null);
  const [guide, openGuide] = useState<Guid | null>(null);
  const [sheet, openSheet] = useState<'person' | 'consent' | 'drop' | 'help' | null>(null);
  const [trouble, setTrouble] = useState<string>();
  const [saving, setSaving] = useState(false);
  const finished = useRef(false);

  /** Each tap is on the disk before the next one: a call or an empty battery costs nothing. */
  const change = (next: Draft): void => {
    setDraft(next);
    setTrouble(undefined);
    if (!finished.current) store.saveDraft(next).catch((error: unknown) => setTrouble(sentence(error)));
  };

  const tapPerson = (id: string): void => {
    const home = draft.home.includes(id);
    if (home && who !== id) return setWho(id);
    const after = home ? draft.home.filter(known => known !== id) : [...draft.home, id];
    change({ ...draft, home: after });
    setWho(home ? (after[after.length - 1] ?? null) : id);
  };

  const done = async (): Promise<void> => {
    if (holdsCitizenNumber(draft.note)) return setTrouble(t('guard.number'));
    if (draft.outcome === 'appointment' && !draft.nextDate) return setTrouble(t('visit.needsDate'));
    setSaving(true);
    finished.current = true;
    const visit = visitOf(draft, now());
    try {
      if (visit.fields?.length === 0) {
        await store.dropDraft(door.id);
        say(t('visit.unchanged'), { tone: 'plain' });
        return back(`door/${door.id}`);
      }
      await act([mutation('visit', { visit })], { finishes: door.id });
      say(t('visit.saved'));
      goInstead('today');
    } catch (error) {
      finished.current = false;
      setSaving(false);
      setTrouble(sentence(error));
    }
  };

  const services = who ? servicesFor(store.view.value.territory.services, who) : [];
  const person = door.people.find(known => known.id === who);
  const standings = person?.standings ?? door.standings;
  return (
    <Screen
      child
      wrap
      title={t('visit.title', { name: door.head })}
      under={draft.supersedes ? t('visit.correcting') : <Elapsed since={draft.startedAt} />}
      onBack={() => back(`door/${door.id}`)}
      action={
        <>
          {trouble && (
            <p class="trouble" role="alert">
              {trouble}
            </p>
          )}
          <button type="button" class="main" disabled={saving} onClick={() => void done()}>
            <Icon name="check" />
            {t('visit.done')}
          </button>
        </>
      }
    >
      <div class="outcomes" role="group" aria-label={t('visit.outcome')}>
        {outcomes.map(outcome => (
          <button key={outcome} type="button" aria-pressed={draft.outcome === outcome} onClick={() => change({ ...draft, outcome })}>
            <Icon name={icons[outcome]} />
            <span>{t(`outcome.${outcome}`)}</span>
          </button>
        ))}
      </div>
      {draft.outcome === 'met' && <Tellings door={door} />}
      {!knowsActivities(draft) && (
        <p class="card">
          <Icon name="info-circle" />
          <span>{t('visit.activitiesStay')}</span>
        </p>
      )}
      {draft.outcome === 'met' && knowsActivities(draft) && (
        <>
          <section>
            <h2>{t('visit.who')}</h2>
            <div class={draft.home.length > 0 ? 'chips line' : 'chips'}>
              {door.people.map(known => (
                <Who
                  key={known.id}
                  name={known.name}
                  home={draft.home.includes(known.id)}
                  chosen={who === known.id}
                  onTap={() => tapPerson(known.id)}
                />
              ))}
              <Who
                name={t('visit.household')}
                home={draft.home.includes(ofHousehold)}
                chosen={who === ofHousehold}
                onTap={() => tapPerson(ofHousehold)}
              />
              <button type="button" class="chip" onClick={() => openSheet('person')}>
                <Icon name="user-plus" />
                {t('people.add')}
              </button>
            </div>
          </section>
          {!consentTo(door, 'store') && (
            <button type="button" class="card due" onClick={() => openSheet('consent')}>
              <Icon name="shield-lock" />
              <span class="grow">{t('visit.consent')}</span>
              <Icon name="chevron-right" />
            </button>
          )}
          {who === null ? (
            <p class="hint">{t('visit.tapWho')}</p>
          ) : (
            <section aria-label={person?.name ?? t('visit.household')}>
              <h2>{person?.name ?? t('visit.household')}</h2>
              <ul class="services">
                {services.map(service => (
                  <ServiceRow
                    key={`${who}/${service.id}`}
                    service={service}
                    who={who}
                    draft={draft}
                    known={standings.find(standing => standing.serviceId === service.id)}
                    onChange={change}
                    onGuide={() => openGuide(service.id)}
                  />
                ))}
              </ul>
            </section>
          )}
        </>
      )}
      {draft.outcome !== 'moved' && <NextVisit draft={draft} onChange={change} />}
      <Choice
        label={t('visit.language')}
        value={draft.language}
        options={['vi', 'km', 'hoa'].map(value => ({ value, text: languageOf(value) }))}
        onChange={language => change({ ...draft, language })}
      />
      <TextField
        label={t('visit.note')}
        help={t('visit.note.help')}
        rows={2}
        most={500}
        value={draft.note}
        trouble={holdsCitizenNumber(draft.note) ? t('guard.number') : undefined}
        onChange={note => change({ ...draft, note })}
      />
      <button type="button" class="second wide" onClick={() => openSheet('help')}>
        <Icon name="lifebuoy" />
        {t('help.add')}
      </button>
      {store.drafts.value.has(door.id) && (
        <button type="button" class="quiet bad" onClick={() => openSheet('drop')}>
          <Icon name="trash" />
          {t('visit.drop')}
        </button>
      )}
      {guide && <GuideSheet serviceId={guide} language={draft.language} onClose={() => openGuide(null)} />}
      {sheet === 'help' && <AddHelp door={door} onClose={() => openSheet(null)} />}
      {sheet === 'person' && <EditPerson door={door} person={null} onClose={() => openSheet(null)} />}
      {sheet === 'consent' && <ConsentSheet door={door} purpose="store" onClose={() => openSheet(null)} />}
      {sheet === 'drop' && (
        <Sure
          yes={t('visit.drop')}
          onNo={() => openSheet(null)}
          onYes={() => {
            finished.current = true;
            void store.dropDraft(door.id).then(() => back(`door/${door.id}`));
          }}
        >
          {t('visit.drop.sure')}
        </Sure>
      )}
    </Screen>
  );

  function begin(of: WireHousehold): Draft {
    const corrected = route.value.query.get('correct');
    const kept = store.drafts.peek().get(of.id);
    if (kept && (!corrected || kept.supersedes === corrected)) return { ...kept, memberId: member.id };
    return corrected ? correctionOf(of, corrected, member.id, now()) : newDraft(of, member.id, now());
  }
}

function Who({ name, home, chosen, onTap }: { name: string; home: boolean; chosen: boolean; onTap: () => void }) {
  return (
    <button type="button" class={chosen ? 'chip who chosen' : 'chip who'} aria-pressed={home} onClick={onTap}>
      {home && <Icon name="check" />}
      {name}
    </button>
  );
}

function Elapsed({ since }: { since: number }) {
  const minutes = (): number => Math.floor((now() - since) / 60_000);
  const [passed, setPassed] = useState(minutes);
  useEffect(() => {
    const timer = setInterval(() => setPassed(minutes()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return <span class="figures">{passed < 1 ? t('visit.justBegun') : t('visit.minutes', { n: number(passed) })}</span>;
}
