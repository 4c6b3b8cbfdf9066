import { useMemo, useState } from 'preact/hooks';
import { languages, said, t } from '../text/text.ts';
import { current } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import type { Guid, WireGuideStep } from '../wire.ts';
import { cleanPicture } from './picture.ts';
import { Voice } from './Voice.tsx';

/** A guide over whatever was on the screen, in the resident's language first; as a lesson it ends with saying that it was read. */
export function GuideSheet({
  serviceId,
  language,
  onRead,
  onClose,
}: {
  serviceId: Guid;
  language: string;
  onRead?: () => void;
  onClose: () => void;
}) {
  const { store } = current.value;
  const service = store.view.value.territory.services.find(known => known.id === serviceId);
  const guides = store.guides.value.filter(guide => guide.serviceId === serviceId);
  const [wanted, setWanted] = useState(language);
  const guide = guides.find(known => known.language === wanted) ?? guides.find(known => known.language === 'vi') ?? guides[0];
  if (!guide)
    return (
      <Sheet title={service ? said(service.name) : t('nav.guides')} whole onClose={onClose}>
        <p class="empty">{t('guide.none')}</p>
      </Sheet>
    );
  return (
    <Sheet title={guide.title} whole onClose={onClose}>
      <Voice
        among={languages.filter(({ code }) => guides.some(known => known.language === code))}
        spoken={guide.language}
        text={guide.steps.map(step => step.text).join('\n')}
        onSpeak={setWanted}
      />
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
      <button type="button" class="second wide" onClick={onRead ?? onClose}>
        {t(onRead ? 'training.isRead' : 'guide.back')}
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
