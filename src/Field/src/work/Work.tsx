import { useEffect, useState } from 'preact/hooks';
import { holdsCitizenNumber } from '../household/guard.ts';
import { dayOf } from '../store/clock.ts';
import { number, whenExactly } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Screen } from '../ui/Screen.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { WireWorkSheet } from '../wire.ts';
import { isOver, saidOf, teamMonths, type TeamMonth } from './sheets.ts';

/** What a member did by month, as the office has it; the leader sees the team's and says that they are right. */
export function WorkScreen() {
  const { api, store, member } = current.value;
  const [trouble, setTrouble] = useState<string>();
  const [objecting, object] = useState<TeamMonth | null>(null);
  const { at, sheets } = store.work.copy.value;
  const load = (): void => {
    api.work().then(
      answer => store.work.keep({ at: now(), sheets: answer.sheets }).then(() => setTrouble(undefined)),
      (error: unknown) => setTrouble(sentence(error)),
    );
  };
  useEffect(load, []);
  return (
    <Screen child title={t('work.title')} under={at === null ? undefined : t('work.asOf', { when: whenExactly(at) })}>
      {trouble && (
        <p class="card">
          <Icon name="cloud-off" />
          <span class="grow">{trouble}</span>
          <button type="button" class="second" onClick={load}>
            {t('retry')}
          </button>
        </p>
      )}
      {at === null && <p class="hint">{t('work.none')}</p>}
      {teamMonths(sheets, member.id).map(of => (
        <Month key={`${of.teamId}/${of.month}`} of={of} onObject={() => object(of)} />
      ))}
      {objecting && <Objection of={objecting} onClose={() => object(null)} />}
    </Screen>
  );
}

function Month({ of, onObject }: { of: TeamMonth; onObject: () => void }) {
  const { store, member } = current.value;
  const items = store.items.value;
  const checks = of.led && of.state === 'open' && isOver(of.month, dayOf(now()));
  const checked = saidOf(items, 'work.check', of);
  const check = async (): Promise<void> => {
    try {
      await act([mutation('work.check', { work: { teamId: of.teamId, month: of.month } })]);
      say(t('work.check.saved'));
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <section>
      <h2>{t('work.month', { month: `${of.month.slice(5, 7)}/${of.month.slice(0, 4)}` })}</h2>
      <p class="hint">
        {of.team} · {t(`work.state.${of.state}` as Key)}
      </p>
      <ul class="list">
        {of.sheets.map(sheet => (
          <OneSheet
            key={sheet.memberId}
            sheet={sheet}
            mine={sheet.memberId === member.id}
            said={saidOf(items, 'work.object', of, sheet.memberId)}
            onObject={onObject}
          />
        ))}
      </ul>
      {checks &&
        (checked ? (
          <p class="card">
            <Icon name="check" />
            <span class="grow">{t('work.check.waits')}</span>
          </p>
        ) : (
          <>
            <p class="hint">{t('work.check.hint')}</p>
            <button type="button" class="main" onClick={() => void check()}>
              {t('work.check')}
            </button>
          </>
        ))}
    </section>
  );
}

function OneSheet({ sheet, mine, said, onObject }: { sheet: WireWorkSheet; mine: boolean; said: boolean; onObject: () => void }) {
  const waits = said || sheet.objections.some(objection => objection.answer == null);
  return (
    <li class="past column">
      <span class="row-in">
        <span class="grow">
          <b>{mine ? t('work.mine') : sheet.member}</b>
          <small>
            {t('work.days')}: <b class="figures">{number(sheet.days)}</b>
          </small>
          <small>{sheet.done.map(({ text, count }) => `${text}: ${number(count)}`).join(' · ')}</small>
        </span>
        {mine && !waits && (
          <button type="button" class="second" onClick={onObject}>
            {t('work.object')}
          </button>
        )}
      </span>
      {sheet.notes.map(note => (
        <small key={note}>{note}</small>
      ))}
      {waits && <small>{t('work.object.waits')}</small>}
      {sheet.objections
        .filter(objection => objection.answer != null)
        .map(objection => (
          <small key={objection.id}>{t('work.object.answer', { text: objection.answer! })}</small>
        ))}
    </li>
  );
}

/** One tap sends it; words are the member's choice. */
function Objection({ of, onClose }: { of: TeamMonth; onClose: () => void }) {
  const [text, setText] = useState('');
  const trouble = holdsCitizenNumber(text) ? t('guard.number') : undefined;
  const send = async (): Promise<void> => {
    if (trouble) return;
    try {
      await act([mutation('work.object', { work: { teamId: of.teamId, month: of.month, text: text.trim() || null } })]);
      say(t('work.object.saved'));
      onClose();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <Sheet title={t('work.object.title')} onClose={onClose}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField
          label={t('work.object.what')}
          help={t('visit.note.help')}
          rows={3}
          most={500}
          value={text}
          trouble={trouble}
          onChange={setText}
        />
        <button type="submit" class="main">
          {t('work.object.send')}
        </button>
      </form>
    </Sheet>
  );
}
