  // scrypt (RFC 7914), r = 8: four words are few, so each try has to cost 32 MB and a good part of a second.
  const salsa = (x) => {
    let [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, aa, ab, ac, ad, ae, af] = x
    let t
    for (let round = 0; round < 4; round++) {
      t = a0 + ac; a4 ^= t << 7 | t >>> 25
      t = a4 + a0; a8 ^= t << 9 | t >>> 23
      t = a8 + a4; ac ^= t << 13 | t >>> 19
      t = ac + a8; a0 ^= t << 18 | t >>> 14
      t = a5 + a1; a9 ^= t << 7 | t >>> 25
      t = a9 + a5; ad ^= t << 9 | t >>> 23
      t = ad + a9; a1 ^= t << 13 | t >>> 19
      t = a1 + ad; a5 ^= t << 18 | t >>> 14
      t = aa + a6; ae ^= t << 7 | t >>> 25
      t = ae + aa; a2 ^= t << 9 | t >>> 23
      t = a2 + ae; a6 ^= t << 13 | t >>> 19
      t = a6 + a2; aa ^= t << 18 | t >>> 14
      t = af + ab; a3 ^= t << 7 | t >>> 25
      t = a3 + af; a7 ^= t << 9 | t >>> 23
      t = a7 + a3; ab ^= t << 13 | t >>> 19
      t = ab + a7; af ^= t << 18 | t >>> 14
      t = a0 + a3; a1 ^= t << 7 | t >>> 25
      t = a1 + a0; a2 ^= t << 9 | t >>> 23
      t = a2 + a1; a3 ^= t << 13 | t >>> 19
      t = a3 + a2; a0 ^= t << 18 | t >>> 14
      t = a5 + a4; a6 ^= t << 7 | t >>> 25
      t = a6 + a5; a7 ^= t << 9 | t >>> 23
      t = a7 + a6; a4 ^= t << 13 | t >>> 19
      t = a4 + a7; a5 ^= t << 18 | t >>> 14
      t = aa + a9; ab ^= t << 7 | t >>> 25
      t = ab + aa; a8 ^= t << 9 | t >>> 23
      t = a8 + ab; a9 ^= t << 13 | t >>> 19
      t = a9 + a8; aa ^= t << 18 | t >>> 14
      t = af + ae; ac ^= t << 7 | t >>> 25
      t = ac + af; ad ^= t << 9 | t >>> 23
      t = ad + ac; ae ^= t << 13 | t >>> 19
      t = ae + ad; af ^= t << 18 | t >>> 14
    }
    x[0] += a0; x[1] += a1; x[2] += a2; x[3] += a3; x[4] += a4; x[5] += a5; x[6] += a6; x[7] += a7
    x[8] += a8; x[9] += a9; x[10] += aa; x[11] += ab; x[12] += ac; x[13] += ad; x[14] += ae; x[15] += af
  }
  const lane = new Int32Array(16)
  const mixed = (from, to) => {
    for (let i = 0; i < 16; i++) lane[i] = from[240 + i]
    for (let part = 0; part < 16; part++) {
      for (let i = 0; i < 16; i++) lane[i] ^= from[part * 16 + i]
      salsa(lane)
      to.set(lane, (part >> 1) * 16 + (part & 1) * 128)
    }
  }
  const breath = () => new Promise((done) => setTimeout(done))
  const filled = async (bytes, cost) => {
    let now = new Int32Array(bytes)
    let later = new Int32Array(256)
    const rows = new Int32Array(256 * cost)
    for (let step = 0; step < 2 * cost; step++) {
      if (step < cost) rows.set(now, 256 * step)
      else {
        const start = 256 * (now[240] & (cost - 1))
        for (let i = 0; i < 256; i++) now[i] ^= rows[start + i]
      }
      mixed(now, later)
      const other = now
      now = later
      later = other
      if (!(step & 4095)) await breath()
    }
    return now
  }
  const stretched = async (text, grains, cost) => {
    const secret = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits'])
    const hashed = (sand, bits) => crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: sand, iterations: 1 }, secret, bits)
    return hashed(await filled(await hashed(grains, 8192), cost), 256)
  }
