import { useEffect, useMemo, useState } from 'preact/hooks';
import { languages, said, t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { current } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import type { Guid, WireGuideStep } from '../wire.ts';
import { cleanPicture } from './picture.ts';
import { canSpeak, hush, readAloud, speaking } from './speech.ts';

/** A guide over whatever was on the screen, in the resident's language first. */
export function GuideSheet({ serviceId, language, onClose }: { serviceId: Guid; language: string; onClose: () => void }) {
  const { store } = current.value;
  const service = store.view.value.territory.services.find(known => known.id === serviceId);
  const guides = store.guides.value.filter(guide => guide.serviceId === serviceId);
  const [wanted, setWanted] = useState(language);
  const guide = guides.find(known => known.language === wanted) ?? guides.find(known => known.language === 'vi') ?? guides[0];
  useEffect(() => hush, []);
  const close = (): void => {
    hush();
    onClose();
  };
  if (!guide)
    return (
      <Sheet title={service ? said(service.name) : t('nav.guides')} whole onClose={close}>
        <p class="empty">{t('guide.none')}</p>
      </Sheet>
    );
  return (
    <Sheet title={guide.title} whole onClose={close}>
      <div class="chips" role="group" aria-label={t('me.language')}>
        {languages
          .filter(({ code }) => guides.some(known => known.language === code))
          .map(({ code, name }) => (
            <button
              key={code}
              type="button"
              class="chip"
              lang={code}
              aria-pressed={guide.language === code}
              onClick={() => {
                hush();
                setWanted(code);
              }}
            >
              {name}
            </button>
          ))}
        {canSpeak(guide.language) && (
          <button
            type="button"
            class="chip"
            aria-pressed={speaking.value}
            onClick={() => (speaking.value ? hush() : readAloud(guide.steps.map(step => step.text).join('\n'), guide.language))}
          >
            <Icon name={speaking.value ? 'player-stop' : 'volume'} />
            {speaking.value ? t('guide.stop') : t('guide.listen')}
          </button>
        )}
      </div>
      {guide.needsReview && (
        <p class="hint" lang={guide.language}>
          {t('guide.review')}
        </p>
      )}
      <ol class="steps" lang={guide.language}>
        {guide.steps.map((step, i) => (
          <Step key={i} step={step} />
        ))}
      </ol>
      <button type="button" class="second wide" onClick={close}>
        {t('guide.back')}
      </button>
    </Sheet>
  );
}

function Step({ step }: { step: WireGuideStep }) {
  const picture = useMemo(() => (step.picture ? cleanPicture(step.picture) : ''), [step.picture]);
  return (
    <li>
      {picture && <span class="picture" dangerouslySetInnerHTML={{ __html: picture }} />}
      <span>{step.text}</span>
    </li>
  );
}
