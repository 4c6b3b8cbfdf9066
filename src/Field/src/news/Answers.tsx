import { useState } from 'preact/hooks';
import { number } from '../text/format.ts';
import { language, t } from '../text/text.ts';
import { Choice } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { act, current, mutation } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { holdTime, say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { Guid, WireHousehold } from '../wire.ts';
import { acts, askedOf, askedOn, type Asked } from './answers.ts';
import { textIn } from './news.ts';

/** What this household did about the warnings that hold: one tap at its door. */
export function DoorAnswers({ door }: { door: WireHousehold }) {
  const asked = askedOf(current.value.store.view.value, door.id, now());
  if (asked.length === 0) return null;
  return (
    <section>
      <h2>{t('answer.title')}</h2>
      {asked.map(one => (
        <Question key={one.bulletin.id} asked={one} door={door.id} way="door" />
      ))}
    </section>
  );
}

const firstDoors = 20;

/** Who has not said anything yet, for the member who reads the group's answers. */
export function BulletinAnswers({ bulletinId }: { bulletinId: Guid }) {
  const [open, setOpen] = useState<WireHousehold | null>(null);
  const view = current.value.store.view.value;
  const asked = askedOn(view, bulletinId, now());
  if (!asked) return null;
  const silent = asked.silent.flatMap(id => view.households.get(id) ?? []);
  return (
    <section>
      <h2>{t('answer.title')}</h2>
      <p class="figures">{t('answer.sum', { acted: number(asked.acted), answered: number(asked.answered), all: number(asked.all) })}</p>
      <ul class="list">
        {silent.slice(0, firstDoors).map(door => (
          <li key={door.id} class="door">
            <button type="button" class="row" onClick={() => setOpen(door)}>
              <Icon name="door" />
              <span class="grow">
                <b>{door.head || t('door.noName')}</b>
                <small>{t('answer.silent')}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {silent.length > firstDoors && <p class="hint">{t('answer.more', { n: number(silent.length - firstDoors) })}</p>}
      {open && (
        <Sheet title={open.head || t('door.noName')} onClose={() => setOpen(null)}>
          <Question asked={{ bulletin: asked.bulletin, acted: null }} door={open.id} way="group" onSaid={() => setOpen(null)} />
        </Sheet>
      )}
    </section>
  );
}

function Question({ asked, door, way, onSaid }: { asked: Asked; door: Guid; way: 'door' | 'group'; onSaid?: () => void }) {
  const { bulletin, acted } = asked;
  const text = textIn(bulletin, language.value);
  const options = acts.map(value => ({ value, text: t(`answer.${value}`) }));
  return (
    <div class="card column">
      <b lang={text.language}>{text.title}</b>
      <Choice
        label={t('answer.what')}
        options={options}
        value={acted}
        onChange={said => void answer(bulletin.id, door, said, way).then(onSaid)}
      />
    </div>
  );
}

async function answer(bulletinId: Guid, householdId: Guid, acted: string, way: string): Promise<void> {
  const done = mutation('notice.answer', { answer: { householdId, bulletinId, acted, way } });
  try {
    await act([done], { holdFor: holdTime });
    say(t('answer.said'), {
      undo: async () => {
        if (!(await current.value.store.undo(done.id))) say(t('undo.late'), { tone: 'bad' });
      },
    });
  } catch (error) {
    say(sentence(error), { tone: 'bad' });
  }
}
