import { useState } from 'preact/hooks';
import { addDays, dayOf } from '../store/clock.ts';
import { mostAtOnce, stockFor, whole } from '../store/stock.ts';
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
  const { store, member } = current.value;
  const { stock, households, territory } = store.view.value;
  const mine = stockFor(
    stock,
    territory.members.find(known => known.id === member.id),
    territory.teams,
    households,
  );
  const teams = new Set(mine.has.map(one => one.teamId));
  const [typed, type] = useState('1');
  const [days, lend] = useState('14');
  const door = households.get(id);
  const count = whole(typed);
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
                  {said(move.name ?? stock.has.find(one => one.kindId === move.kindId)?.name ?? {})} × {number(move.count)}
                </b>
                <small class={move.due && move.deed === 'lend' && move.due < today ? 'late' : ''}>
                  {[
                    move.household ?? households.get(move.householdId ?? '')?.head,
                    move.due && move.deed === 'lend' ? when(move.due) : whenInstant(move.at),
                  ]
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
      {mine.has.length > 0 ? (
        <TextField
          label={t('stock.count')}
          inputMode="numeric"
          most={7}
          value={typed}
          trouble={count === undefined ? t('stock.wrong', { n: number(mostAtOnce) }) : undefined}
          onChange={type}
        />
      ) : (
        <p class="empty">
          <Icon name="package" big />
          {t('stock.none')}
        </p>
      )}
      {door && mine.has.some(one => one.lent) && (
        <Choice label={t('stock.days')} value={days} options={['7', '14', '30'].map(value => ({ value, text: value }))} onChange={lend} />
      )}
      <ul class="list">
        {mine.has.map(({ teamId, kindId, name, lent, balance, floor }) => (
          <li key={teamId + kindId} class="past">
            <span class="grow">
              <b>{said(name)}</b>
              {teams.size > 1 && <small>{territory.teams.find(team => team.id === teamId)?.name}</small>}
              <small class={balance < (floor ?? 0) ? 'late' : ''}>{t('stock.has', { n: number(balance) })}</small>
            </span>
            {(door ?? !lent) && (
              <button
                type="button"
                class="second"
                disabled={count === undefined}
                onClick={() =>
                  void give(lent ? 'stock.lend' : 'stock.out', {
                    teamId,
                    kindId,
                    count: count!,
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
      {list('stock.loans', 'stock.back', 'stock.return', mine.loans)}
      {list(
        'stock.done',
        'undo',
        'stock.undo',
        mine.moves.filter(move => move.deed !== 'return'),
      )}
      {list(
        'stock.returned',
        'undo',
        'stock.undo',
        mine.moves.filter(move => move.deed === 'return'),
      )}
    </Screen>
  );
}
