import type { ComponentChildren } from 'preact';
import { number } from '../text/format.ts';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  trouble?: string | undefined;
  inputMode?: 'text' | 'tel' | 'numeric' | 'decimal';
  most?: number;
  autofocus?: boolean;
  rows?: number;
}

/** Label above, help under, the problem beside the field it is about. */
export function TextField({ label, value, onChange, help, trouble, inputMode, most, rows }: Props) {
  const shared = {
    value,
    inputMode: inputMode ?? ('text' as const),
    autocomplete: 'off',
    ...(most ? { maxLength: most } : {}),
    'aria-invalid': trouble !== undefined,
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return (
    <label class="field">
      <span>{label}</span>
      {rows ? <textarea rows={rows} {...shared} /> : <input {...shared} />}
      {help && <small>{help}</small>}
      {rows && most && (
        <small class="count figures">
          {number(value.length)}/{number(most)}
        </small>
      )}
      {trouble && (
        <small class="trouble" role="alert">
          {trouble}
        </small>
      )}
    </label>
  );
}

export function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { value: T; text: ComponentChildren }[];
  value: T | null;
  onChange: (value: T) => void;
}) {
  return (
    <div class="field" role="group" aria-label={label}>
      <span>{label}</span>
      <div class="chips">
        {options.map(option => (
          <button
            key={option.value}
            type="button"
            class="chip"
            aria-pressed={value === option.value}
            onClick={() => onChange(option.value)}
          >
            {option.text}
          </button>
        ))}
      </div>
    </div>
  );
}
