import { useState } from 'preact/hooks';
import { stepKey, type Draft } from '../store/draft.ts';
import { said, t } from '../text/text.ts';
import { Icon, StageMark } from '../ui/Icon.tsx';
import type { Stage, WireService, WireStanding } from '../wire.ts';
import { withBlocker, withStage } from './draft.ts';

const stages: readonly Stage[] = [1, 2, 3, 4];

interface Props {
  service: WireService;
  who: string;
  draft: Draft;
  known: WireStanding | undefined;
  onChange: (draft: Draft) => void;
  onGuide: () => void;
}

/** One service of one person: one tap on how far it came today, one more on what is in the way, the guide beside it. */
export function ServiceRow({ service, who, draft, known, onChange, onGuide }: Props) {
  const step = draft.steps[stepKey(who, service.id)];
  const blocker = step ? step.blocker : known?.blocker;
  const [stuck, setStuck] = useState(Boolean(step?.blocker));
  return (
    <li class={step ? 'service touched' : 'service'}>
      <div class="service-head">
        <Icon name={service.icon} />
        <b class="grow">{said(service.name)}</b>
        {service.blockers.length > 0 && (
          <button type="button" class={blocker ? 'quiet stuck' : 'quiet'} aria-expanded={stuck} onClick={() => setStuck(!stuck)}>
            {t('visit.stuck')}
          </button>
        )}
        <button type="button" class="quiet square" aria-label={t('visit.guide', { service: said(service.name) })} onClick={onGuide}>
          <Icon name="book-2" />
        </button>
      </div>
      <div class="stages" role="group" aria-label={said(service.name)}>
        {stages.map(stage => (
          <button
            key={stage}
            type="button"
            class={!step && known?.stage === stage ? 'known' : ''}
            aria-pressed={step?.stage === stage}
            onClick={() => onChange(withStage(draft, who, service.id, stage))}
          >
            <StageMark stage={stage} />
            <span>{t(`stage.${stage}`)}</span>
          </button>
        ))}
      </div>
      {stuck && (
        <div class="chips tight">
          {service.blockers.map(one => (
            <button
              key={one.code}
              type="button"
              class="chip"
              aria-pressed={blocker === one.code}
              onClick={() => onChange(withBlocker(draft, who, service.id, known, one.code))}
            >
              {said(one.name)}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
