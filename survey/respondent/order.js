  // Another order for everyone, drawn on the device: the draft keeps the draw, so that going back shows the same,
  // and nothing of it is sent.
  let drawn = +new URLSearchParams((store(draft) || '').replace('!', '')).get('~r') || 1 + Math.floor(Math.random() * 2147483645)
  extra = '&~r=' + drawn
  const mixed = (groups) => {
    const marks = groups.map((group) => group[0].parentNode.insertBefore(document.createComment(''), group[0]))
    for (let left = groups.length; left > 1; ) {
      drawn = (drawn * 16807) % 2147483647
      const other = Math.floor((drawn / 2147483647) * left--)
      const moved = groups[left]
      groups[left] = groups[other]
      groups[other] = moved
    }
    marks.forEach((mark, index) => mark.replaceWith(...groups[index]))
  }
  for (const mix of all('section[data-r]')) {
    const groups = []
    for (const item of all('.q,.v', mix)) {
      if ('g' in item.dataset && groups.length) groups[groups.length - 1].push(item)
      else groups.push([item])
    }
    mixed(groups)
  }
  const stays = (choice) => 'm' in choice.dataset || 'k' in choice.dataset || (choice.name || '').endsWith('.sure')
  for (const mix of all('.q[data-r]')) {
    const rows = all('fieldset', mix)
    const lists = all('select', mix)
    const begun = drawn
    for (const list of lists) {
      drawn = begun
      mixed([...list.options].filter((option) => option.value && !stays(option)).map((option) => [option]))
    }
    if (rows.length) mixed(rows.map((row) => [row]))
    else if (!lists.length) {
      const labels = all('label:not(.l)', mix).filter((label) => !stays(label.querySelector('input')))
      mixed(labels.map((label) => [label, label.nextElementSibling].filter((one) => one == label || (one && one.className == 'w'))))
    }
  }
