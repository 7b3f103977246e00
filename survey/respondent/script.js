// One section at a time, universes live, the draft on this device only, answers queued while offline.
// The page works without this script, and where it stops half-way: nothing is hidden before the last line.
// Nothing is read from the form by name, because an item may be called like a property of a form.
(() => {
  const main = document.querySelector('main')
  const form = document.querySelector('form')
  const data = main.dataset
  const path = data.path
  const all = (selector, root) => [...(root || main).querySelectorAll(selector)]
  const one = (selector) => main.querySelector(selector)

  // A browser may forbid to keep anything: then there is no draft, and all else works.
  const store = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key)
      if (value) localStorage.setItem(key, value)
      else localStorage.removeItem(key)
    } catch (e) {}
  }

  // The link's secret stands behind the # and leaves the address bar at once.
  const linked = /^#[0-9a-z]{26}$/.test(location.hash)
  const secret = linked ? location.hash.slice(1) : store(path) || ''
  const draft = path + '#' + secret
  const route = path + '/../../elsewhere/' + path.split('/').slice(-2).join('/')
  // What was sealed for another device goes too.
  const forget = () => {
    const sealed = store(path + '~')
    if (sealed) fetch(route, { method: 'DELETE', body: sealed })
    store(path + '~', '')
    store(draft, '')
    store(path, '')
  }
  if (!form) return forget()
  if (linked) {
    store(path, secret)
    history.replaceState(null, '', location.pathname)
  }

  const words = JSON.parse(data.words)
  const sections = all('section')
  const typing = 'input,select,textarea'
  const fields = all(typing)
  const [back, next, send, bar, place, told] = all('#b,#n,#s,#p,#o,#m')
    .sort((a, b) => 'bnspom'.indexOf(a.id) - 'bnspom'.indexOf(b.id))
  const code = one('#code')
  const box = (field) => field.type == 'radio' || field.type == 'checkbox'
  const given = (field) => (box(field) ? field.checked : field.value.trim())
  const typed = () => new URLSearchParams(new FormData(form))
  const save = (mark) => store(draft, (mark || '') + '~=' + at + extra + '&' + typed())
  const say = (text) => (told.textContent = text)
  // The service worker keeps a copy of the questionnaire, and answers that wait, for a device without a network.
  const worker = navigator.serviceWorker
  const drop = () => worker && worker.controller && worker.controller.postMessage('' + typed())
  // Whoever goes on editing sends again by hand.
  const rest = () => {
    clearTimeout(timer)
    if (timer) drop()
    timer = 0
    say('')
    save()
  }
  let at = 0
  let extra = ''
  let timer
  let values

  // Universes: the same trees of conditions that the server tests.
  const compare = {
    '<': (a, b) => a < b,
    '<=': (a, b) => a <= b,
    '>': (a, b) => a > b,
    '>=': (a, b) => a >= b
  }
  const holds = ([op, a, b]) => {
    if (op == 'not') return !holds(a)
    const have = values[a] || []
    if (op == 'answered') return have.length > 0
    if (op == '==') return have.some((v) => v == b)
    if (op == '!=') return have.length > 0 && have.every((v) => v != b)
    if (op == 'in') return have.some((v) => b.some((w) => v == w))
    return have.some((v) => compare[op](+v, +b))
  }
  const test = (tree) => {
    if (tree[0] == 'and') return tree.slice(1).every(test)
    if (tree[0] == 'or') return tree.slice(1).some(test)
    if (tree[0] == 'not') return !test(tree[1])
    if (tree[0] == 'is') return decide(tree.slice(1))
    return holds(tree)
  }
  // values.js
  const asked = (element) => !element.dataset.if || test(JSON.parse(element.dataset.if))
  const put = (name, value) => (values[name] = values[name] || []).push(value)
  const read = (item) => {
    const name = item.id.slice(2)
    if (item.dataset.value) {
      const value = evaluate(JSON.parse(item.dataset.value))
      if (!none(value)) put(name, value)
    }
    for (const field of all('input,textarea,select:not([name*="."])', item)) {
      if (!given(field) || 'm' in field.dataset || field.className == 'w' || !field.name) continue
      const found = field.list && [...field.list.options].find((option) => option.value == field.value)
      put(field.name.replace('.', '_'), box(field) ? field.value : found ? found.dataset.c : field.value.trim().replace(',', '.'))
    }
    const places = all('select[name*="."]', item)
    if (places.some(given)) {
      for (const option of places[0].options) {
        put(name + '_' + option.value, '' + (places.findIndex((field) => field.value == option.value) + 1))
      }
    }
  }
  const ask = () => {
    values = {}
    const steps = all('.q,.v')
    // deciding.js
    for (const item of steps) {
      const here = asked(item.closest('section')) && asked(item)
      if (item.className != 'v') item.hidden = !here
      for (const option of all('[data-offer]', item)) {
        const offered = test(JSON.parse(option.dataset.offer))
        option.hidden = option.disabled = !offered
        if (!offered) for (const field of all('input', option)) field.checked = false
      }
      // starting.js
      if (here) read(item)
    }
    for (const section of sections) {
      const items = all('.q', section)
      section.off = items[0] && items.every((item) => item.hidden)
    }
    // piping.js
  }

  const show = (to, move) => {
    ask()
    const open = sections.filter((section) => !section.off)
    at = sections[to] && !sections[to].off ? to : 0
    const now = open.indexOf(sections[at])
    sections.forEach((section, index) => (section.hidden = index != at))
    main.className = at ? 'i' : ''
    back.hidden = !now
    let ahead = open.length
    next.hidden = now == ahead - 1
    // progress.js
    send.hidden = !next.hidden
    bar.max = ahead
    bar.value = now + 1
    place.textContent = words.place.replace('{at}', now + 1).replace('{all}', ahead)
    if (move) {
      rest()
      scrollTo(0, 0)
      ;(sections[at].querySelector('h2') || one('h1')).focus()
    }
  }
  const step = (by) => {
    let to = at + by
    while (sections[to].off) to += by
    history.pushState(to, '')
    show(to, 1)
  }

  // The answer page of the server takes the place of this one; only the thank-you page forgets the draft.
  const post = async () => {
    clearTimeout(timer)
    save('!')
    say(words.sending)
    try {
      const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: typed(), credentials: 'omit' })
      if (answer.status > 499) throw answer
      const page = await answer.text()
      save()
      document.open()
      document.write(page)
      document.close()
    } catch (e) {
      say(store(draft) ? words.kept : words.stay)
      timer = setTimeout(post, 1e4)
    }
  }

  // order.js
  const kept = !data.typed && store(draft)
  if (kept) {
    const old = new URLSearchParams(kept.replace('!', ''))
    at = +old.get('~')
    for (const field of fields) {
      const had = old.getAll(field.name)
      if (box(field)) field.checked = had.includes(field.value)
      else if (had.length) field.value = had[0]
    }
  }
  if (code && secret) {
    one('#secret').value = secret
    code.hidden = !code.querySelector('.e')
  }
  const alarm = one('.a')
  if (alarm) at = sections.findIndex((section) => section.querySelector('.e'))
  show(at)
  if (data.typed) save()

  form.addEventListener('input', (event) => {
    const field = event.target
    if (field.type == 'range') field.parentNode.querySelector('.s').value = field.value
    if (field.type == 'checkbox' && field.checked) {
      for (const other of fields) {
        if (other != field && other.name == field.name && ('x' in field.dataset || 'x' in other.dataset)) other.checked = false
      }
    }
    show(at)
    rest()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (send.hidden) step(1)
    else post()
  })
  for (const button of all('[name=language]')) {
    button.onclick = (event) => {
      save()
      if (!store(draft)) return
      event.preventDefault()
      location.assign(path + '/' + button.value)
    }
  }
  for (const link of all('.a a')) {
    link.onclick = (event) => {
      const item = one(link.hash)
      event.preventDefault()
      show(sections.findIndex((section) => section.contains(item)))
      item.scrollIntoView()
      ;(item.querySelector(typing) || item).focus()
    }
  }
  back.onclick = () => step(-1)
  next.onclick = () => step(1)
  one('#f').onclick = () => {
    if (!confirm(words.sure)) return
    drop()
    forget()
    location.reload()
  }
  one('#r').onclick = () => main.append(Object.assign(document.createElement('script'), { src: route + '/' + document.documentElement.lang + '.js' }))
  addEventListener('popstate', (event) => show(event.state || 0, 1))
  addEventListener('online', () => timer && post())
  if (worker) addEventListener('load', () => worker.register(path + '/../../worker.js').catch(() => 0))
  document.documentElement.className = 'js'
  if (alarm) alarm.focus()
  if (kept && kept[0] == '!') post()
})()
