import { useState } from 'preact/hooks';
import { dayOf } from '../store/clock.ts';
import { newId } from '../store/ids.ts';
import { t } from '../text/text.ts';
import { Choice, TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { act, mutation } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { PushPerson, WireHousehold, WirePerson } from '../wire.ts';
import { markGone } from './gone.ts';
import { cleanPhone, holdsCitizenNumber } from './guard.ts';
import { Sure } from '../ui/Sure.tsx';

const relations = ['head', 'spouse', 'child', 'parent', 'grandchild', 'other'] as const;
const editable = ['name', 'birthYear', 'sex', 'phone', 'relation'] as const;

/** Adds a person (`person` null) or corrects one. */
export function EditPerson({ door, person, onClose }: { door: WireHousehold; person: WirePerson | null; onClose: () => void }) {
  const [name, setName] = useState(person?.name ?? '');
  const [year, setYear] = useState(person?.birthYear?.toString() ?? '');
  const [phone, setPhone] = useState(person?.phone ?? '');
  const [sex, setSex] = useState(person?.sex ?? null);
  const [relation, setRelation] = useState(person?.relation ?? null);
  const [asked, ask] = useState(false);
  const [leaving, setLeaving] = useState(false);
  // What was on the screen when it was opened: a pull in the meantime must not make somebody else's change look like ours.
  const [version] = useState(door.version || null);

  const thisYear = Number(dayOf(now()).slice(0, 4));
  const goodYear = year.trim() === '' || (/^\d{4}$/.test(year.trim()) && Number(year) >= thisYear - 120 && Number(year) <= thisYear);
  const goodPhone = phone.trim() === '' || cleanPhone(phone) !== null;
  const goodName = name.trim() !== '' && !holdsCitizenNumber(name);

  const send = async (kind: 'person.add' | 'person.edit', body: PushPerson): Promise<void> => {
    try {
      await act([mutation(kind, { person: body })]);
      say(t('saved'));
      onClose();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  const leave = async (gone: WirePerson): Promise<void> => {
    try {
      await markGone(gone, door.id, version);
      onClose();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  const save = (): void => {
    ask(true);
    if (!goodYear || !goodPhone || !goodName) return;
    const values = {
      name: name.trim(),
      birthYear: year.trim() ? Number(year) : null,
      sex,
      phone: phone.trim() ? cleanPhone(phone) : null,
      relation,
    };
    if (!person) return void send('person.add', { id: newId(now), householdId: door.id, ...values });
    const fields = editable.filter(field => (values[field] ?? null) !== (person[field] ?? null));
    if (fields.length === 0) return onClose();
    void send('person.edit', {
      id: person.id,
      householdId: door.id,
      ...Object.fromEntries(fields.map(field => [field, values[field]])),
      fields,
      version,
    });
  };
  return (
    <Sheet title={person ? person.name : t('people.add')} onClose={onClose}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={t('field.name')}
          most={100}
          value={name}
          onChange={setName}
          trouble={asked && !goodName ? (holdsCitizenNumber(name) ? t('guard.number') : t('field.head.needed')) : undefined}
        />
        <div class="pair">
          <TextField
            label={t('field.birthYear')}
            value={year}
            inputMode="numeric"
            onChange={setYear}
            trouble={asked && !goodYear ? t('field.birthYear.bad') : undefined}
          />
          <TextField
            label={t('field.phone')}
            value={phone}
            inputMode="tel"
            onChange={setPhone}
            trouble={asked && !goodPhone ? t('field.phone.bad') : undefined}
          />
        </div>
        <Choice
          label={t('field.sex')}
          value={sex}
          options={[
            { value: 'm', text: t('sex.m') },
            { value: 'f', text: t('sex.f') },
          ]}
          onChange={value => setSex(value === sex ? null : value)}
        />
        <Choice
          label={t('field.relation')}
          value={relation}
          options={relations.map(value => ({ value: value as string, text: t(`relation.${value}`) }))}
          onChange={value => setRelation(value === relation ? null : value)}
        />
        <button type="submit" class="main">
          {t('save')}
        </button>
        {person && !leaving && (
          <button type="button" class="quiet bad" onClick={() => setLeaving(true)}>
            <Icon name="truck" />
            {t('people.gone')}
          </button>
        )}
        {person && leaving && (
          <Sure yes={t('people.gone')} onYes={() => void leave(person)} onNo={() => setLeaving(false)}>
            {t('people.gone.sure', { name: person.name })}
          </Sure>
        )}
      </form>
    </Sheet>
  );
}
