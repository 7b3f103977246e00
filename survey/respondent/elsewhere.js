// Going on with another device: the draft is sealed here under a code that only the person sees. The server gets
// a padded cipher text and a name for it, both made from the code, and can turn neither back.
(() => {
  const main = document.querySelector('main')
  if (document.querySelector('#x')) return document.querySelector('#x h2').focus()
  const words = 'WORDS'
  const size = 'SIZE'
  const path = main.dataset.path
  const place = path.split('/').slice(-2).join('/')
  const route = path + '/../../elsewhere/' + place
  const letters = '0123456789abcdefghjkmnpqrstvwxyz'
  const coded = (text) => new TextEncoder().encode(text)
  const draft = () => path + '#' + (localStorage.getItem(path) || '')

  const derived = async (code) => {
    const root = await crypto.subtle.importKey('raw', coded(code), 'HKDF', false, ['deriveBits', 'deriveKey'])
    const from = (use) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: coded(use + ' ' + place) })
    const bits = new Uint8Array(await crypto.subtle.deriveBits(from('name'), root, 256))
    const sealing = await crypto.subtle.deriveKey(from('key'), root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    return [[...bits].map((byte) => (byte + 256).toString(16).slice(1)).join(''), sealing]
  }
  const keep = async () => {
    const code = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => letters[byte & 31]).join('')
    const [called, sealing] = await derived(code)
    const pairs = [...new URLSearchParams((localStorage.getItem(draft()) || '').replace('!', ''))].filter((pair) => pair[1])
    const text = coded(JSON.stringify(pairs))
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
    return [words.kept, made('b', { className: 'o' }, [0, 4, 8, 12].map((start) => code.slice(start, start + 4)).join('-'))]
  }
  const take = async (typed) => {
    const code = [...typed.toLowerCase()].map((letter) => ({ 'o': '0', 'i': '1', 'l': '1' }[letter] || letter)).filter((letter) => letters.includes(letter)).join('')
    const [called, sealing] = await derived(code)
    const answer = await fetch(route, { method: 'POST', body: called, credentials: 'omit' })
    if (answer.status == 404) throw words.unknown
    if (!answer.ok) throw words.failed
    const found = await answer.arrayBuffer()
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: found.slice(0, 12) }, sealing, found.slice(12))
    const pairs = new URLSearchParams(JSON.parse(new TextDecoder().decode(plain)))
    const own = document.querySelector('#secret')
    if (own && own.value) pairs.set('secret', own.value)
    localStorage.setItem(draft(), '' + pairs)
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
  const doing = (work) => async () => {
    status.textContent = ''
    try {
      status.append(...(await work()))
    } catch (e) {
      status.textContent = typeof e == 'string' ? e : words.failed
    }
  }
  const field = made('input', { id: 'xc', autocomplete: 'off', maxLength: 40, spellcheck: false })
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
