import { useEffect } from 'preact/hooks';
import { languages, t, type Language } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { canSpeak, hush, readAloud, speaking } from './speech.ts';

/** In which language one reads, and the voice that reads it aloud where the phone has one. */
export function Voice({
  among = languages,
  spoken,
  text,
  onSpeak,
}: {
  among?: typeof languages;
  spoken: string;
  text: string;
  onSpeak: (language: Language) => void;
}) {
  useEffect(() => hush, []);
  return (
    <div class="chips" role="group" aria-label={t('me.language')}>
      {among.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          class="chip"
          lang={code}
          aria-pressed={spoken === code}
          onClick={() => {
            hush();
            onSpeak(code);
          }}
        >
          {name}
        </button>
      ))}
      {canSpeak(spoken) && (
        <button
          type="button"
          class="chip"
          aria-pressed={speaking.value}
          onClick={() => (speaking.value ? hush() : readAloud(text, spoken))}
        >
          <Icon name={speaking.value ? 'player-stop' : 'volume'} />
          {speaking.value ? t('guide.stop') : t('guide.listen')}
        </button>
      )}
    </div>
  );
}
