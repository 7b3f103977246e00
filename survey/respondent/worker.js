// The questionnaire opens without a network, and answers that could not be sent go out when it is back.
// Two things lie on the device, apart from each other: copies of empty questionnaires, never a page with
// answers; and the answers that wait, until they are sent or the person goes on editing them.
const scope = registration.scope
const plain = (url) => url.split('#')[0].split('?')[0]
const asks = (url) => url.startsWith(scope) && !['elsewhere', 'receipt'].includes(url.slice(scope.length).split('/')[0]) && +url.slice(scope.length).split('/')[1] > 0
const survey = (url) => scope + plain(url).slice(scope.length).split('/').slice(0, 2).join('/')
const copies = () => caches.open('VERSION')

// Only a fresh questionnaire is kept; the copy of one that has ended goes.
const keep = async (url, answer) => {
  const html = await answer.clone().text()
  const kept = await copies()
  if (answer.ok && html.includes('<form')) await kept.put(plain(url), answer)
  else if (answer.status < 500) await kept.delete(plain(url))
  return html
}
const collect = async (url) => {
  const kept = await copies()
  const known = await kept.match(plain(url), { ignoreVary: true })
  const html = known ? await known.text() : await keep(url, await fetch(plain(url), { credentials: 'omit' }))
  for (const part of html.split('name="language" value="').slice(1)) {
    const other = survey(url) + '/' + part.split('"')[0]
    if (!(await kept.match(other, { ignoreVary: true }))) await keep(other, await fetch(other, { credentials: 'omit' }))
  }
}

// A copy of an open survey gets a form key of its own: two people at one device are two responses.
const copy = async (url) => {
  const kept = await copies()
  const others = (await kept.keys()).filter((one) => survey(one.url) == survey(url))
  const found = (await kept.match(plain(url), { ignoreVary: true })) || (others[0] && (await kept.match(others[0], { ignoreVary: true })))
  if (!found) return
  const key = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => (b + 256).toString(16).slice(1)).join('')
  const html = await found.text()
  const kind = new Headers(['Content-Type', 'Content-Security-Policy'].map((one) => [one, found.headers.get(one)]))
  return new Response(html.replace(new RegExp('(name="key" value=")[0-9a-f]+'), '$1' + key), { headers: kind })
}

// The network first; a copy where it is away, answers nothing for five seconds, or the server is in trouble.
const opened = async (event) => {
  const url = event.request.url
  const asked = fetch(event.request)
  const kept = asked.then((answer) => keep(url, answer.clone())).then((html) => html.includes('<form') && collect(url))
  event.waitUntil(kept.catch(() => 0))
  const slow = new Promise((done) => setTimeout(done, 5000))
  const first = await Promise.race([asked, slow]).catch(() => 0)
  if (first && first.status < 500) return first
  return (await copy(url)) || asked
}

const waiting = (work) =>
  new Promise((done, fail) => {
    const opening = indexedDB.open('answers', 1)
    opening.onerror = fail
    opening.onupgradeneeded = () => opening.result.createObjectStore('waiting')
    opening.onsuccess = () => {
      const base = opening.result
      const deal = base.transaction('waiting', 'readwrite')
      const got = work(deal.objectStore('waiting'))
      deal.onerror = fail
      deal.oncomplete = () => {
        base.close()
        done(got.result)
      }
    }
  })
const name = (url, words) => {
  const fields = new URLSearchParams(words)
  return survey(url) + '#' + (fields.get('key') || fields.get('secret'))
}
const put = (url, words) => waiting((store) => store.put([url, words], name(url, words))).catch(() => 0)
const drop = (url, words) => waiting((store) => store.delete(name(url, words))).catch(() => 0)

// Kept before it is sent: a browser that is closed in the middle, or a lost reply, only sends it twice.
const send = async (request) => {
  const words = await request.clone().text()
  await put(request.url, words)
  const answer = await fetch(request).catch(() => 0)
  if (answer && answer.status < 500) await drop(request.url, words)
  else if (registration.sync) await registration.sync.register('answers').catch(() => 0)
  return answer || Response.error()
}
const sendAll = async () => {
  for (const [url, words] of await waiting((store) => store.getAll())) {
    const written = { 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8' }
    const answer = await fetch(url, { method: 'POST', body: words, headers: written, credentials: 'omit' })
    if (answer.status > 499) throw answer
    await drop(url, words)
  }
}

addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => {
  const begin = async () => {
    for (const old of await caches.keys()) if (old != 'VERSION') await caches.delete(old)
    await clients.claim()
    for (const page of await clients.matchAll({ includeUncontrolled: true })) if (asks(page.url)) await collect(page.url)
  }
  event.waitUntil(begin().catch(() => 0))
})
addEventListener('fetch', (event) => {
  const request = event.request
  if (!asks(request.url)) return
  if (request.mode == 'navigate') {
    if (request.method == 'GET') event.respondWith(opened(event))
  } else if (request.method == 'POST') event.respondWith(send(request))
})
// Whoever goes on editing, or forgets all, sends again by hand.
addEventListener('message', (event) => event.waitUntil(drop(event.source.url, event.data)))
addEventListener('sync', (event) => event.waitUntil(sendAll()))
