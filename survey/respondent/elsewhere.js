// Going on with another device: the draft is sealed here under four words that only the person sees, and under the
// invitation. The server gets a padded cipher text and a name for it, both made from these, and can turn neither back.
(() => {
  const main = document.querySelector('main')
  if (document.querySelector('#x')) return document.querySelector('#x h2').focus()
  const words = 'WORDS'
  const size = 'SIZE'
  const languages = 'LANGUAGES'
  const path = main.dataset.path
  const place = path.split('/').slice(-2).join('/')
  const route = path + '/../../elsewhere/' + place
  const coded = (text) => new TextEncoder().encode(text)
  const draft = () => path + '#' + (localStorage.getItem(path) || '')
  // stretch.js
  // words.js

  // The code of a card is the beginning of the link's secret.
  const own = document.querySelector('#secret')
  const invitation = () => {
    if (!own) return ''
    const typed = own.value.toLowerCase().split('').filter((letter) => letter > '/').join('')
    if (typed.length < 12) throw words.first
    return turned(typed.slice(0, 12), 'o0i1l1', 0)
  }
  const derived = async (four) => {
    const grains = coded(place + ' ' + invitation())
    say(words.wait)
    const root = await crypto.subtle.importKey('raw', await stretched(coded(four.join(' ')), grains, 32768), 'HKDF', false, ['deriveBits', 'deriveKey'])
    const from = (use) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: coded(use) })
    const bits = new Uint8Array(await crypto.subtle.deriveBits(from('name'), root, 256))
    const sealing = await crypto.subtle.deriveKey(from('key'), root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    return [[...bits].map((byte) => (byte + 256).toString(16).slice(1)).join(''), sealing]
  }
  const keep = async () => {
    const known = await list(languages[0])
    const four = [...crypto.getRandomValues(new Uint16Array(4))].map((drawn) => known[drawn % known.length])
    const [called, sealing] = await derived(four.map((word) => word[0]))
    const answers = new URLSearchParams((localStorage.getItem(draft()) || '').replace('!', ''))
    const text = coded(JSON.stringify([...answers].filter((pair) => pair[1] && pair[0] != 'secret')))
    const room = size - 28
    if (text.length > room) throw words.long
    const plain = new Uint8Array(room).fill(32)
    plain.set(text)
    const nonce = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, sealing, plain)
    const before = localStorage.getItem(path + '~')
    const answer = await fetch(route, { method: 'PUT', body: new Blob([called, nonce, sealed]), credentials: 'omit' })
    if (!answer.ok) throw words.failed
    if (before) fetch(route, { method: 'DELETE', body: before, credentials: 'omit' })
    localStorage.setItem(path + '~', called)
    return [words.kept, made('b', { id: 'xw', lang: languages[0], style: 'display:block;font-size:1.25rem' }, four.map((word) => word[1]).join(' '))]
  }
  const take = async (typed) => {
    const [called, sealing] = await derived(await recognised(typed))
    const answer = await fetch(route, { method: 'POST', body: called, credentials: 'omit' })
    if (answer.status == 404) throw words.unknown
    if (!answer.ok) throw words.failed
    const found = await answer.arrayBuffer()
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: found.slice(0, 12) }, sealing, found.slice(12))
    const answers = new URLSearchParams(JSON.parse(new TextDecoder().decode(plain)))
    if (own) answers.set('secret', own.value)
    localStorage.setItem(draft(), '' + answers)
    localStorage.setItem(path + '~', called)
    location.reload()
    return ''
  }

  const made = (tag, more, ...inside) => {
    const element = Object.assign(document.createElement(tag), more)
    element.append(...inside)
    return element
  }
  const status = made('p', { id: 'xs' })
  status.setAttribute('role', 'status')
  const say = (...said) => {
    status.textContent = ''
    status.append(...said)
  }
  const doing = (work) => async () => {
    say()
    try {
      say(...(await work()))
    } catch (e) {
      say(...(typeof e == 'string' || Array.isArray(e) ? [].concat(e) : [words.failed]))
    }
  }
  const field = made('textarea', { id: 'xc', autocomplete: 'off', maxLength: 80, rows: 2, spellcheck: false })
  field.setAttribute('autocapitalize', 'none')
  const head = made('h2', { tabIndex: -1 }, words.head)
  main.append(
    made(
      'div',
      { id: 'x' },
      head,
      made('p', {}, words.what),
      made('p', {}, made('button', { type: 'button', onclick: doing(keep) }, words.keep)),
      made('label', { className: 'l', htmlFor: 'xc' }, words.code),
      field,
      made('p', {}, made('button', { type: 'button', onclick: doing(() => take(field.value)) }, words.take)),
      status
    )
  )
  head.focus()
})()
