import { useState } from 'preact/hooks';
import { addDays, dayOf } from '../store/clock.ts';
import { number, when, whenInstant } from '../text/format.ts';
import { said, t, type Key } from '../text/text.ts';
import { Choice, TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Screen } from '../ui/Screen.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { Kind, PushStock, WireStockMove } from '../wire.ts';

/** What the team has: given to the household whose door it is, or to whoever was there. */
export function Stock({ id }: { id: string }) {
  const { stock, households } = current.value.store.view.value;
  const [typed, type] = useState('1');
  const [days, lend] = useState('14');
  const door = households.get(id);
  const count = Math.floor(Number(typed));
  const today = dayOf(now());
  const give = async (kind: Kind, push: PushStock): Promise<void> => {
    try {
      await act([mutation(kind, { stock: push })]);
      say(t('saved'));
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  const list = (title: Key, word: Key, kind: Kind, moves: readonly WireStockMove[]) =>
    moves.length > 0 && (
      <section>
        <h2>{t(title)}</h2>
        <ul class="list">
          {moves.map(move => (
            <li key={move.id} class="past">
              <span class="grow">
                <b>
                  {said(stock.has.find(one => one.kindId === move.kindId)?.name ?? {})} × {number(move.count)}
                </b>
                <small class={move.due && move.due < today ? 'late' : ''}>
                  {[move.household ?? households.get(move.householdId ?? '')?.head, move.due ? when(move.due) : whenInstant(move.at)]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
              <button type="button" class="quiet" onClick={() => void give(kind, { moveId: move.id, householdId: move.householdId })}>
                <Icon name="arrow-back-up" />
                {t(word)}
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <Screen child title={t('stock.title')} under={door?.head}>
      {stock.has.length > 0 ? (
        <TextField label={t('stock.count')} inputMode="numeric" most={5} value={typed} onChange={type} />
      ) : (
        <p class="empty">
          <Icon name="package" big />
          {t('stock.none')}
        </p>
      )}
      {door && stock.has.some(one => one.lent) && (
        <Choice label={t('stock.days')} value={days} options={['7', '14', '30'].map(value => ({ value, text: value }))} onChange={lend} />
      )}
      <ul class="list">
        {stock.has.map(({ teamId, kindId, name, lent, balance, floor }) => (
          <li key={teamId + kindId} class="past">
            <span class="grow">
              <b>{said(name)}</b>
              <small class={balance < (floor ?? 0) ? 'late' : ''}>{t('stock.has', { n: number(balance) })}</small>
            </span>
            {(door ?? !lent) && (
              <button
                type="button"
                class="second"
                disabled={!(count > 0)}
                onClick={() =>
                  void give(lent ? 'stock.lend' : 'stock.out', {
                    teamId,
                    kindId,
                    count,
                    ...(door ? { householdId: id } : {}),
                    ...(lent ? { due: addDays(today, Number(days)) } : {}),
                  })
                }
              >
                {t(lent ? 'stock.lend' : 'stock.out')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {list('stock.loans', 'stock.back', 'stock.return', stock.loans)}
      {list(
        'stock.done',
        'undo',
        'stock.undo',
        stock.moves.filter(move => move.deed !== 'return'),
      )}
    </Screen>
  );
}
