import { number } from '../text/format.ts';
import { t } from '../text/text.ts';
import { Icon } from './Icon.tsx';
import { clock } from './now.ts';

/** The phone's clock is wrong, by how much, and that it does no harm; nothing when it is right to within `from` milliseconds. */
export function WrongClock({ from = 0 }: { from?: number }) {
  const skew = clock.skew ?? 0;
  if (!clock.isWrong || Math.abs(skew) < from) return null;
  return (
    <p class="card due">
      <Icon name="clock" />
      <span class="figures">{t(skew < 0 ? 'clock.fast' : 'clock.slow', { much: lasting(Math.abs(skew)) })}</span>
    </p>
  );
}

function lasting(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const hours = Math.round(minutes / 60);
  if (minutes < 120) return t('minutes', { n: number(minutes) });
  return hours < 48 ? t('hours', { n: number(hours) }) : t('days', { n: number(Math.round(hours / 24)) });
}
