import { useEffect, useState } from 'preact/hooks';
import { whenExactly } from '../text/format.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Screen } from '../ui/Screen.tsx';
import { current, keyOfBadge } from '../ui/session.ts';
import { sentence } from '../ui/trouble.ts';
import { WrongClock } from '../ui/WrongClock.tsx';
import { badgeCode, minuteOf } from './code.ts';
import type { KeptKey } from './keys.ts';

const second = 1000;

/** The member's badge: name, team, and a code that is made anew each minute, with or without a line. */
export function Badge() {
  const { store, member } = current.value;
  const teams = store.view.value.territory.teams.filter(team => team.members.some(one => one.id === member.id));
  const [key, setKey] = useState<KeptKey | null>(null);
  const [trouble, setTrouble] = useState<string>();
  const [minute, setMinute] = useState(minuteOf(now()));
  const ask = (): void => {
    setTrouble(undefined);
    keyOfBadge(setKey).catch((error: unknown) => setTrouble(sentence(error)));
  };
  useEffect(ask, [member.id]);
  useEffect(() => {
    const timer = setInterval(() => setMinute(minuteOf(now())), second);
    return () => clearInterval(timer);
  }, []);
  return (
    <Screen child title={t('badge.title')}>
      <WrongClock />
      {teams.length === 0 ? (
        <p class="card due">{t('badge.noTeam')}</p>
      ) : (
        <section class="badge-screen">
          {key?.known && <Code key={minute} badge={key} />}
          {key?.known && <p class="hint">{t('badge.since', { when: whenExactly(minute * 60_000) })}</p>}
          {!key?.known && trouble === undefined && (
            <p class="waiting" role="status">
              <Icon name="refresh" />
              {t('badge.asking')}
            </p>
          )}
          {!key?.known && trouble !== undefined && (
            <div class="card due column" role="alert">
              <p>{t('badge.once')}</p>
              <p>{trouble}</p>
              <button type="button" class="second" onClick={ask}>
                {t('retry')}
              </button>
            </div>
          )}
          <b class="badge-name">{member.name}</b>
          {teams.map(team => (
            <p key={team.id}>{team.name}</p>
          ))}
          <p class="card">{t('badge.show')}</p>
          <p class="card">{t('badge.never')}</p>
        </section>
      )}
    </Screen>
  );
}

function Code({ badge }: { badge: KeptKey }) {
  const [drawing, setDrawing] = useState<{ size: number; path: string }>();
  useEffect(() => {
    let gone = false;
    void Promise.all([import('../me/qr.ts'), badgeCode(badge, now())]).then(([{ drawQr }, code]) => {
      if (!gone) setDrawing(drawQr(`${location.origin}/b/${code}`));
    });
    return () => {
      gone = true;
    };
  }, [badge]);
  // The room is kept while it is drawn, so that nothing jumps at the turn of a minute.
  return drawing ? (
    <svg class="badge-qr" viewBox={`-4 -4 ${drawing.size + 8} ${drawing.size + 8}`} role="img" aria-label={t('badge.qr')}>
      <rect x="-4" y="-4" width={drawing.size + 8} height={drawing.size + 8} fill="#fff" />
      <path d={drawing.path} fill="#000" />
    </svg>
  ) : (
    <div class="badge-qr" />
  );
}
