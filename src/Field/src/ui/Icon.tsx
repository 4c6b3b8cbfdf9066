import drawings from 'virtual:icons';

/** A Tabler icon; it stands beside a word and is silent to a screen reader. */
export function Icon({ name, big }: { name: string; big?: boolean }) {
  return (
    <svg
      class={big ? 'icon big' : 'icon'}
      viewBox="0 0 24 24"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: drawings[name] ?? drawings['device-mobile'] ?? '' }}
    />
  );
}

/** A full pie tells more than a colour: nothing, a quarter, a half, whole, whole with a tick. */
export function StageMark({ stage }: { stage: number }) {
  return (
    <svg class={`stage stage-${stage}`} viewBox="0 0 24 24" aria-hidden="true">
      <circle class="ring" cx="12" cy="12" r="9" />
      {stage === 1 && <path class="fill" d="M12 12V5a7 7 0 0 1 7 7z" />}
      {stage === 2 && <path class="fill" d="M12 5a7 7 0 0 1 0 14z" />}
      {stage >= 3 && <circle class="fill" cx="12" cy="12" r={stage === 4 ? 10 : 7} />}
      {stage === 4 && <path class="tick" d="M7.5 12.5l3 3 6-6.5" />}
    </svg>
  );
}
