// The console works without this file: it closes open menus the way people expect, and lets keys scroll wide tables in browsers that
// do not do so by themselves.
const menus = 'details.menu, details.definition, details.confirm, details.area-switch';

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll(menus)) {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const open = event.target.closest?.(menus);
  if (open?.open) {
    open.open = false;
    open.querySelector('summary').focus();
  }
});

for (const button of window.print ? document.querySelectorAll('[data-print]') : []) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// A day is typed as on paper; whoever would rather point opens the browser's calendar, and what was typed is written out.
const readDay = (text) => {
  const iso = text.match(/^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/);
  const typed = text.match(/^\s*(\d{1,2})[\/.\- ](\d{1,2})[\/.\- ](\d{4}|\d{2})\s*$/) ?? text.match(/^\s*(\d\d)(\d\d)(\d{4})\s*$/);
  const [year, month, day] = iso ? iso.slice(1).map(Number) : typed ? [typed[3], typed[2], typed[1]].map(Number) : [];
  if (!day) return null;
  const full = year < 100 ? year + 2000 : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
};
const writeDay = (iso) => iso.split('-').reverse().join('/');

document.addEventListener('change', (event) => {
  if (event.target.dataset?.day !== '') return;
  const iso = readDay(event.target.value);
  if (iso) event.target.value = writeDay(iso);
});

for (const button of 'showPicker' in HTMLInputElement.prototype ? document.querySelectorAll('.day-pick') : []) {
  const field = button.parentElement.querySelector('[data-day]');
  if (field.readOnly || field.disabled) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    const picker = document.createElement('input');
    picker.type = 'date';
    picker.className = 'day-native';
    picker.tabIndex = -1;
    picker.setAttribute('aria-hidden', 'true');
    picker.min = field.dataset.min ?? '';
    picker.max = field.dataset.max ?? '';
    const [day, ...time] = field.value.trim().split(' ');
    picker.value = readDay(day) ?? '';
    picker.addEventListener('change', () => {
      if (picker.value) field.value = [writeDay(picker.value), ...(field.dataset.day === 'time' ? [time.join(' ') || '08:00'] : [])].join(' ');
      picker.remove();
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
      field.focus();
    });
    button.parentElement.querySelector('.day-native')?.remove();
    button.before(picker);
    picker.showPicker();
  });
}

for (const table of document.querySelectorAll('.table-responsive')) {
  if (table.scrollWidth > table.clientWidth && !table.querySelector('a, button, input, select')) table.tabIndex = 0;
}

// A search that is still being written says how much it would find.
for (const form of document.querySelectorAll('form[data-count]')) {
  let asked = 0;
  let pause = 0;
  const count = async () => {
    const mine = ++asked;
    const answer = await fetch(`${form.dataset.count}?${new URLSearchParams(new FormData(form))}`).catch(() => null);
    if (answer?.ok && mine === asked) form.querySelector('output').textContent = await answer.text();
  };
  form.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(count, 250);
  });
}
