  // Values computed from answers: the functions of questionnaires/functions.py, for the pages that need them.
  const none = (v) => v == null || v === '' || v.length === 0
  const finite = (v) => (isFinite(v) ? v : null)
  const number = (v) => {
    if (typeof v == 'number') return v
    return /^-?[0-9]{1,15}([.][0-9]{1,10})?$/.test(v) ? +v : null
  }
  const written = (v) => (v == null ? '' : Array.isArray(v) ? v.join(' ') : '' + v)
  const known = (list) => list.map(number).filter((v) => v != null)
  const over = (f) => (...list) => {
    const some = known([].concat(...list))
    return some.length ? finite(f(some)) : null
  }
  const exact = (f) => (...list) => {
    const some = known(list)
    return some.length < list.length ? null : finite(f(...some))
  }
  const dated = (f) => (v) => {
    const day = new Date(written(v).slice(0, 10) + 'T00:00Z')
    return isNaN(day) ? null : f(day)
  }
  const total = (list) => list.reduce((a, b) => a + b, 0)
  const rounded = (v, digits) => {
    const scale = Math.pow(10, Math.min(Math.max(Math.trunc(digits || 0), -9), 9))
    return (Math.sign(v) * Math.floor(Math.abs(v) * scale + 0.5)) / scale
  }
  const functions = {
    '+': exact((a, b) => a + b),
    '-': exact((a, b) => a - b),
    '*': exact((a, b) => a * b),
    '/': exact((a, b) => a / b),
    'abs': exact(Math.abs),
    'round': exact(rounded),
    'floor': exact(Math.floor),
    'ceiling': exact(Math.ceil),
    'whole': exact(Math.trunc),
    'remainder': exact((a, b) => a % b),
    'power': exact(Math.pow),
    'root': exact(Math.sqrt),
    'exp': exact(Math.exp),
    'log': exact(Math.log),
    'number': number,
    'text': written,
    'length': (v) => [...written(v)].length,
    'part': (v, start, count) => {
      const from = Math.max(Math.trunc(start) - 1, 0)
      return [...written(v)].slice(from, count == null ? undefined : from + Math.max(Math.trunc(count), 0)).join('')
    },
    'entry': (v, at, by) => (Array.isArray(v) ? v : written(v).split(by || ' '))[Math.trunc(at) - 1],
    'lower': (v) => written(v).toLowerCase(),
    'upper': (v) => written(v).toUpperCase(),
    'contains': (a, b) => written(a).includes(written(b)),
    'starts': (a, b) => written(a).startsWith(written(b)),
    'ends': (a, b) => written(a).endsWith(written(b)),
    'matches': (a, b) => new RegExp('^(?:' + b + ')$').test(written(a)),
    'year': dated((day) => day.getUTCFullYear()),
    'month': dated((day) => day.getUTCMonth() + 1),
    'day': dated((day) => day.getUTCDate()),
    'days': dated((day) => day / 864e5)
  }
  for (const name of ['sin', 'cos', 'tan', 'asin', 'acos', 'atan']) functions[name] = exact(Math[name])
  const lenient = {
    'count': (...list) => total(list.map((v) => (Array.isArray(v) ? v.length : +!none(v)))),
    'sum': over(total),
    'mean': over((list) => total(list) / list.length),
    'min': over((list) => Math.min(...list)),
    'max': over((list) => Math.max(...list)),
    'first': (...list) => list.find((v) => !none(v)),
    'join': (...list) => list.map(written).join('')
  }
  const evaluate = (tree) => {
    if (typeof tree == 'number') return tree
    if (typeof tree == 'string') {
      const found = values[tree]
      return found && found.length == 1 ? found[0] : found
    }
    const [op, ...parts] = tree
    if (op == '\'') return parts[0]
    if (op == 'look_up') return parts[0].rows[written(evaluate(parts[1]))]
    if (op == 'score') return parts[1][evaluate(parts[0])]
    if (op == 'if') return evaluate(parts[test(parts[0]) ? 1 : 2])
    const list = parts.map(evaluate)
    if (lenient[op]) return lenient[op](...list)
    return list.some(none) ? null : functions[op](...list)
  }
  const decide = ([op, ...parts]) => {
    if (functions[op]) return !!evaluate([op, ...parts])
    const [a, b] = parts.map(evaluate)
    if (none(a) || none(b)) return false
    if (Array.isArray(a) || Array.isArray(b)) {
      const some = [].concat(a).some((v) => [].concat(b).some((w) => written(v) == written(w)))
      return op == '==' ? some : op == '!=' && !some
    }
    const both = number(a) != null && number(b) != null
    const [left, right] = both ? [number(a), number(b)] : [written(a), written(b)]
    if (op == '==') return left == right
    return op == '!=' ? left != right : compare[op](left, right)
  }
