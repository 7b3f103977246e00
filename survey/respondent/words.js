  // Four words of a list of 2,048, known again however they are typed: without the letters that a keyboard lacks,
  // with letters of another script that look alike, on the keys of another layout, with any spaces.
  const plainly = 'әаіиңнғгүуұуқкөоһхёе'
  const alike = 'aаeеoоpрcсxхyуkкmмtтhнbвiи'
  const keys = 'qйwцeуrкtеyнuгiшoщpз[х]ъaфsыdвfаgпhрjоkлlд;ж\'эzяxчcсvмbиnтmь,б.ю2а3и4н5г8у9у0к-о=х'
  const turned = (text, pairs, back) => {
    const letter = (one) => {
      const at = pairs.indexOf(one)
      return at < 0 || at % 2 != back ? one : pairs[back ? at - 1 : at + 1]
    }
    return [...text].map(letter).join('')
  }
  const folded = (text) => turned(text.toLowerCase(), plainly, 0)
  const readings = (text) => {
    const typed = folded(text)
    const ways = [typed, turned(typed, alike, 0), turned(typed, alike, 1), turned(typed, keys, 0), turned(typed, keys, 1)]
    return ways.map((way) => [...way].filter((one) => one.toLowerCase() != one.toUpperCase()).join(''))
  }
  const lists = {}
  const list = async (language) => {
    if (lists[language]) return lists[language]
    const answer = await fetch(route + '/../../words/' + language)
    if (!answer.ok) throw words.failed
    const known = (await answer.text()).trim().split('\n')
    return (lists[language] = known.map((word) => [folded(word), word]))
  }
  // No word begins another one: whatever the spaces, there is one way to part the letters.
  const parted = (text, known) => {
    const found = []
    while (text) {
      const next = known.find((word) => text.startsWith(word[0]))
      if (!next) return []
      found.push(next[0])
      text = text.slice(next[0].length)
    }
    return found
  }
  const distance = (one, two) => {
    let line = [0, ...two].map((_, place) => place)
    for (const letter of one) {
      const next = [line[0] + 1]
      for (let i = 0; i < two.length; i++) next.push(Math.min(next[i] + 1, line[i + 1] + 1, line[i] + (letter != two[i])))
      line = next
    }
    return line[two.length]
  }
  const doubtful = (one, known) => {
    const ways = readings(one)
    return !known.some((word) => ways.includes(word[0]))
  }
  const nearest = (one, known) => {
    const ways = readings(one)
    const away = (word) => Math.min(...ways.map((way) => distance(way, word[0])))
    return known.map((word) => [away(word), word[1]]).sort((a, b) => a[0] - b[0])[0][1]
  }
  const recognised = async (typed) => {
    const single = typed.split('\n').join(' ').split(' ').filter((one) => one)
    let best = []
    let fewest = 9
    for (const language of languages) {
      const known = await list(language)
      for (const way of readings(typed)) {
        const found = parted(way, known)
        if (found.length == 4) return found
      }
      const strange = single.filter((one) => doubtful(one, known))
      if (strange.length < fewest) best = [strange[0], known]
      fewest = Math.min(fewest, strange.length)
    }
    if (!best[0]) throw words.four
    const near = nearest(...best)
    const mend = () => {
      field.value = field.value.replace(best[0], near)
      status.textContent = ''
      field.focus()
    }
    throw [words.which.replace('{word}', best[0]) + ' ', made('button', { type: 'button', onclick: mend }, near)]
  }
