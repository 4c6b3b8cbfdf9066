import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { act, current, mutation } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { holdTime, say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { WireHousehold } from '../wire.ts';
import { emergency, linesFor, textIn, type Line } from './news.ts';
import { Urgent, Words } from './Words.tsx';

/** What waits to be told at this door, in the language spoken there. */
export function Tellings({ door }: { door: WireHousehold }) {
  const [open, setOpen] = useState<Line | null>(null);
  const lines = linesFor(current.value.store.view.value, door, now());
  if (lines.length === 0) return null;
  return (
    <section>
      <h2 class="due">{t('tell.title')}</h2>
      <ul class="list">
        {lines.map(line => (
          <Waiting key={line.bulletin.id} line={line} door={door} onOpen={() => setOpen(line)} />
        ))}
      </ul>
      {open && (
        <Sheet title={t('tell.say')} whole onClose={() => setOpen(null)}>
          <Words bulletin={open.bulletin} language={spokenAt(door, open)} />
          <button type="button" class="main" onClick={() => void told(door, open).then(() => setOpen(null))}>
            <Icon name="check" />
            {t('tell.done')}
          </button>
        </Sheet>
      )}
    </section>
  );
}

function Waiting({ line, door, onOpen }: { line: Line; door: WireHousehold; onOpen: () => void }) {
  const text = textIn(line.bulletin, spokenAt(door, line));
  return (
    <li class="door">
      <button type="button" class="row" onClick={onOpen}>
        <Icon name={line.bulletin.icon} />
        <span class="grow">
          {line.bulletin.urgency === emergency && <Urgent />}
          <b lang={text.language}>{text.title}</b>
          <small>{t('tell.open')}</small>
        </span>
      </button>
      <button type="button" class="away" aria-label={t('tell.label', { title: text.title })} onClick={() => void told(door, line)}>
        <Icon name="check" />
        {t('tell.done')}
      </button>
    </li>
  );
}

const spokenAt = (door: WireHousehold, line: Line): string => door.language?.split('+')[0] ?? line.language;

async function told(door: WireHousehold, { bulletin }: Line): Promise<void> {
  const done = mutation('bulletin.told', { telling: { householdId: door.id, bulletinId: bulletin.id } });
  try {
    await act([done], { holdFor: holdTime });
    say(t('tell.told'), {
      undo: async () => {
        if (!(await current.value.store.undo(done.id))) say(t('undo.late'), { tone: 'bad' });
      },
    });
  } catch (error) {
    say(sentence(error), { tone: 'bad' });
  }
}
