import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { newId } from '../store/ids.ts';
import { languageOf } from './languages.ts';
import { t } from '../text/text.ts';
import { Choice } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { goInstead } from '../ui/route.ts';
import { Screen } from '../ui/Screen.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import { whereIs } from '../doors/DoorRow.tsx';
import type { Guid, WireHousehold } from '../wire.ts';
import { emptyHousehold, HouseholdFields, readForm } from './HouseholdFields.tsx';
import { twinsOf, type Twin } from './twins.ts';

/** A house the lists do not know. The head of the house becomes its first person, so that a visit can begin at once. */
export function AddHousehold() {
  const { store, member } = current.value;
  const { hamlets, teams } = store.view.value.territory;
  const own = new Set(teams.filter(team => team.members.some(known => known.id === member.id)).flatMap(team => team.hamletIds));
  const mine = hamlets.filter(hamlet => own.has(hamlet.id));
  const choices = mine.length > 0 ? mine : hamlets;
  const [hamletId, setHamlet] = useState(choices[0]?.id ?? '');
  const takenLane = store.view.value.laneTakings.find(taking => taking.memberId === member.id)?.laneId ?? '';
  const [form, setForm] = useState({ ...emptyHousehold, laneId: takenLane });
  const [consented, setConsent] = useState(false);
  const [asked, ask] = useState(false);
  const { values, troubles } = readForm(form);
  const [others, setOthers] = useState<ReadonlySet<Guid>>(new Set());
  const twins = twinsOf(store.view.value.households.values(), { hamletId, ...values }).filter(({ door }) => !others.has(door.id));
  const warning = (of: Twin['by']): ComponentChildren => {
    const alike = twins.filter(({ by }) => by === of).map(({ door }) => door);
    if (alike.length === 0) return null;
    return <Alike by={of} doors={alike} onOther={() => setOthers(new Set([...others, ...alike.map(door => door.id)]))} />;
  };

  const save = async (): Promise<void> => {
    ask(true);
    if (Object.keys(troubles).length > 0 || !hamletId) return;
    if (twins.length > 0) return document.querySelector('.twin')?.scrollIntoView({ block: 'center' });
    const id = newId(now);
    const language = values.language?.split('+')[0] ?? 'vi';
    try {
      await act([
        mutation('household.add', { household: { id, hamletId, ...values } }),
        mutation('person.add', { person: { id: newId(now), householdId: id, name: values.head, relation: 'head', phone: values.phone } }),
        ...(consented
          ? [mutation('consent.give', { consent: { id: newId(now), householdId: id, purpose: 'store', method: 'spoken', language } })]
          : []),
      ]);
      say(t('saved'));
      goInstead(`door/${id}`);
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <Screen
      child
      title={t('doors.add')}
      action={
        <>
          {asked && twins.length > 0 && (
            <p class="trouble" role="alert">
              {t('twin.decide')}
            </p>
          )}
          <button type="button" class="main" onClick={() => void save()}>
            <Icon name="check" />
            {t('save')}
          </button>
        </>
      }
    >
      <div class="form">
        {choices.length > 1 && (
          <Choice
            label={t('field.hamlet')}
            value={hamletId}
            options={choices.map(hamlet => ({ value: hamlet.id, text: hamlet.name }))}
            onChange={id => {
              setHamlet(id);
              setForm({ ...form, laneId: '' });
            }}
          />
        )}
        <HouseholdFields
          hamletId={hamletId}
          form={form}
          troubles={asked ? troubles : {}}
          onChange={setForm}
          afterHead={warning('head')}
          afterPhone={warning('phone')}
        />
        <label class="check">
          <input type="checkbox" checked={consented} onChange={event => setConsent(event.currentTarget.checked)} />
          <span>
            {t('consent.ask')} {form.language && <small>({languageOf(form.language)})</small>}
          </span>
        </label>
      </div>
    </Screen>
  );
}

const fewAlike = 4;

/** Before the same house is in the lists twice, where nobody finds out which of the two to visit. */
function Alike({ by, doors, onOther }: { by: Twin['by']; doors: WireHousehold[]; onOther: () => void }) {
  return (
    <div class="card due column twin" role="alert">
      <p>{t(`twin.${by}`)}</p>
      {doors.slice(0, fewAlike).map(door => (
        <div key={door.id} class="row-in">
          <span class="grow">
            <b>{door.head}</b>
            <small>{whereIs(door)}</small>
          </span>
          <button type="button" class="second strong" onClick={() => goInstead(`door/${door.id}`)}>
            {t('twin.same')}
          </button>
        </div>
      ))}
      <button type="button" class="second wide" onClick={onOther}>
        {t('twin.other')}
      </button>
    </div>
  );
}
