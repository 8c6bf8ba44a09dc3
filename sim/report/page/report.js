
'use strict';
// A column's name sorts its table: numbers by value, texts by their letters,
// empty cells last. A second time turns the order around. Equal rows stay in
// the order in which they stood.
function key(cell) {
    const text = cell.textContent;
    const number = cell.dataset.v;
    return number !== undefined ? parseFloat(number) : text;
}

function order(a, b, sign) {
    if (a === '' || b === '')
        return (a === '') - (b === '');
    if (typeof a === 'number' && typeof b === 'number')
        return sign * (a - b);
    return sign * (a < b ? -1 : a > b ? 1 : 0);
}

function sort(head) {
    const table = head.closest('table');
    const body = table.tBodies[0];
    const column = head.cellIndex;
    const up = head.getAttribute('aria-sort') !== 'ascending';
    const rows = Array.from(body.rows, function (row) {
        return { row: row, key: key(row.cells[column]) };
    });
    rows.sort(function (a, b) {
        return order(a.key, b.key, up ? 1 : -1);
    });
    for (const other of table.tHead.rows[0].cells)
        other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    for (const each of rows)
        body.append(each.row);
}

document.addEventListener('click', function (event) {
    const head = event.target.closest('th');
    if (head !== null && event.target.closest('button') !== null)
        sort(head);
});

// Paper does not unfold.
window.addEventListener('beforeprint', function () {
    for (const fold of document.querySelectorAll('details'))
        fold.open = true;
});
