import { useState } from 'preact/hooks';
import { holdsCitizenNumber } from '../household/guard.ts';
import { newId } from '../store/ids.ts';
import { language, t } from '../text/text.ts';
import { TextField } from '../ui/Fields.tsx';
import { now } from '../ui/now.ts';
import { act, mutation } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { WireHousehold } from '../wire.ts';

/** A request heard at the door that cannot be met there and then; without a door, what the member asks the office. */
export function AddHelp({ door, onClose }: { door?: WireHousehold; onClose: () => void }) {
  const [text, setText] = useState('');
  const [asked, ask] = useState(false);
  const trouble = holdsCitizenNumber(text) ? t('guard.number') : asked && !text.trim() ? t('help.needed') : undefined;
  const save = async (): Promise<void> => {
    ask(true);
    if (trouble || !text.trim()) return;
    const asks = { id: newId(now), text: text.trim() };
    try {
      await act([
        door
          ? mutation('help.add', {
              help: {
                ...asks,
                householdId: door.id,
                name: door.head,
                phone: door.phone,
                language: door.language?.split('+')[0] ?? 'vi',
              },
            })
          : mutation('question.ask', { question: { ...asks, language: language.value } }),
      ]);
      say(t(door ? 'help.added' : 'saved'));
      onClose();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <Sheet title={t(door ? 'help.add' : 'answers.ask')} onClose={onClose}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t(door ? 'help.what' : 'answers.what')}
          help={t('visit.note.help')}
          rows={4}
          most={2000}
          value={text}
          trouble={trouble}
          onChange={setText}
        />
        <button type="submit" class="main">
          {t('save')}
        </button>
      </form>
    </Sheet>
  );
}
