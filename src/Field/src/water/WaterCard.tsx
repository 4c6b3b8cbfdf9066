import { number } from '../text/format.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { go } from '../ui/route.ts';
import { current } from '../ui/session.ts';
import { lookOf, worstFirst } from './water.ts';
import { ago, measured, salt } from './words.ts';

/** One tap to the water: what is worst of the phone's stations, and how old that is. */
export function WaterCard() {
  const [worst, ...others] = worstFirst(current.value.store.water.value, now());
  if (!worst) return null;
  const { state, tone, icon } = lookOf(worst, now());
  return (
    <button type="button" class={`card water-card ${tone}`} onClick={() => go('water')}>
      <Icon name={icon} />
      <span class="grow">
        <b class="figures">
          {t('water.title')}: {worst.value == null || state === 'stale' ? '' : `${salt(worst.value)} g/l · `}
          {t(`water.state.${state}`)}
        </b>
        <small class="figures">
          {worst.name}
          {worst.value != null && ` · ${worst.span === 'instant' ? ago(Date.parse(worst.at!), now()) : measured(worst, now())}`}
          {others.length > 0 && ` · ${t('water.more', { n: number(others.length) })}`}
        </small>
      </span>
      <Icon name="chevron-right" />
    </button>
  );
}
