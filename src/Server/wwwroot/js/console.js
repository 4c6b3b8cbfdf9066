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

const picks = window.HTMLInputElement && 'showPicker' in window.HTMLInputElement.prototype;
for (const button of picks ? document.querySelectorAll('.day-pick') : []) {
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

// One box for all boxes of a table.
for (const all of document.querySelectorAll('[data-all]')) {
  const boxes = all.form.querySelectorAll(`input[name="${all.dataset.all}"]`);
  all.hidden = false;
  all.addEventListener('change', () => boxes.forEach((box) => { box.checked = all.checked; }));
}

// How many are marked stands on the button for them.
for (const button of document.querySelectorAll('[data-marks]')) {
  const label = button.textContent;
  const count = () => {
    const marked = button.form.querySelectorAll(`input[name="${button.dataset.marks}"]:checked`).length;
    button.textContent = marked ? `${label} (${marked})` : label;
  };
  button.form.addEventListener('change', count);
  count();
}

// A page that the browser has kept whole comes back as it was left: with a register that nobody is signed in for any more, and without its line to
// what changes. It is asked for again; the server says whether it may still be seen.
addEventListener('pageshow', (event) => {
  // By its address: a form that was sent is not sent once more.
  if (event.persisted) location.replace(location.pathname + location.search);
});

// Who comes back from signing in on another page goes on with what they had written.
for (const form of document.querySelectorAll('form[data-kept]')) {
  document.addEventListener('visibilitychange', async () => {
    if (document.visibilityState !== 'visible') return;
    const answer = await fetch(form.dataset.kept, { redirect: 'manual' }).catch(() => null);
    if (answer?.ok) form.querySelector('button').click();
  });
}

// A ready message goes to the clipboard; where the browser does not allow it, the text is selected and one key is left to press.
for (const button of document.querySelectorAll('[data-copy]')) {
  const text = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector('[data-copy-said]');
  button.hidden = false;
  button.addEventListener('click', async () => {
    text.focus();
    text.select();
    const done = await (navigator.clipboard?.writeText(text.value).then(() => true, () => false) ?? false) || document.execCommand('copy');
    said.textContent = done ? button.dataset.copied : button.dataset.selected;
  });
}
