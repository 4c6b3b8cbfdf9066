import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { current } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { WireTeamMember } from '../wire.ts';
import { Sure } from '../ui/Sure.tsx';

/** A printed card that was lost ends at once; the leader need not wait for the office. */
export function PaperCards({ members }: { members: readonly WireTeamMember[] }) {
  const { api } = current.value;
  const [asking, ask] = useState<string | null>(null);
  const end = async (memberId: string): Promise<void> => {
    try {
      await api.endCards({ memberId });
      say(t('badge.paper.ended'));
      ask(null);
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <section>
      <h2>{t('badge.paper')}</h2>
      <ul class="list">
        {members.map(one => (
          <li key={one.id} class="past column">
            <span class="row-in">
              <b class="grow">{one.name}</b>
              {asking !== one.id && (
                <button type="button" class="quiet bad" onClick={() => ask(one.id)}>
                  {t('badge.paper.lost')}
                </button>
              )}
            </span>
            {asking === one.id && (
              <Sure yes={t('badge.paper.lost')} onYes={() => void end(one.id)} onNo={() => ask(null)}>
                {t('badge.paper.sure')}
              </Sure>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
