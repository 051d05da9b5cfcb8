for (const box of document.querySelectorAll('.live')) {
  const body = box.querySelector('tbody');
  const rows = [...body.rows];
  const heads = [...box.querySelectorAll('thead th')];
  const names = heads.map(head => head.textContent.trim().toLowerCase());
  const find = box.querySelector('input[type=search]');
  const odd = box.querySelector('input[type=checkbox]');
  const said = box.querySelector('output');
  const text = (row, i) => row.cells[i].textContent.trim();
  const number = cell => /^[-+]?[\d.]+(e[-+]?\d+)?\s*%?$/i.test(cell) ? parseFloat(cell) : NaN;
  const tests = {
    '<': (a, b) => a < b, '>': (a, b) => a > b, '<=': (a, b) => a <= b, '>=': (a, b) => a >= b, '=': (a, b) => a === b
  };

  const wanted = word => {
    const parts = word.match(/^(.+?)(<=|>=|<|>|=)(-?[\d.]+)$/);
    const column = parts ? names.indexOf(parts[1].replaceAll('_', ' ')) : -1;
    if (column < 0) {
      return row => row.textContent.toLowerCase().includes(word);
    }
    return row => tests[parts[2]](number(text(row, column)), parseFloat(parts[3]));
  };

  const show = () => {
    const all = find.value.toLowerCase().split(/\s+/).filter(word => word).map(wanted);
    let count = 0;
    for (const row of rows) {
      row.hidden = odd.checked && !row.dataset.odd || !all.every(test => test(row));
      count += row.hidden ? 0 : 1;
    }
    said.textContent = count < rows.length ? count + ' of ' + rows.length : '';
  };

  const compare = (a, b) => {
    const one = number(a), other = number(b);
    if (!isNaN(one) && !isNaN(other)) {
      return one - other;
    }
    return isNaN(one) !== isNaN(other) ? (isNaN(one) ? 1 : -1) : a.localeCompare(b, undefined, { numeric: true });
  };

  heads.forEach((head, i) => head.querySelector('button')?.addEventListener('click', () => {
    const down = head.getAttribute('aria-sort') === 'ascending';
    heads.forEach(other => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const keys = new Map(rows.map(row => [row, text(row, i)]));
    rows.sort((a, b) => compare(keys.get(a), keys.get(b)) * (down ? -1 : 1));
    body.append(...rows);
  }));
  find.addEventListener('input', show);
  odd.addEventListener('change', show);
}
