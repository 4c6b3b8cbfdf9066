import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { act, mutation } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { WireHousehold } from '../wire.ts';
import { changedFields, HouseholdFields, householdForm, readForm, type HouseholdForm } from './HouseholdFields.tsx';

export function EditHousehold({ door: shown, onClose }: { door: WireHousehold; onClose: () => void }) {
  // As it was when the form was opened: a pull in the meantime must not make somebody else's change look like ours.
  const [door] = useState(shown);
  const [form, setForm] = useState<HouseholdForm>(householdForm(door));
  const [asked, ask] = useState(false);
  const { values, troubles } = readForm(form);
  const save = async (): Promise<void> => {
    ask(true);
    if (Object.keys(troubles).length > 0) return;
    const fields = changedFields(door, values);
    try {
      if (fields.length > 0)
        await act([
          mutation('household.edit', {
            household: {
              id: door.id,
              ...Object.fromEntries(fields.map(field => [field, values[field]])),
              fields,
              version: door.version || null,
            },
          }),
        ]);
      say(t('saved'));
      onClose();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <Sheet title={t('household.edit')} onClose={onClose}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        <HouseholdFields hamletId={door.hamletId} form={form} troubles={asked ? troubles : {}} onChange={setForm} />
        <button type="submit" class="main">
          {t('save')}
        </button>
      </form>
    </Sheet>
  );
}
