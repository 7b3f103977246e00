    // Earlier answers in texts: what is not answered, or not asked any more, leaves the words that stood there.
    const said = (name, own) => {
      const givers = all('[name="' + name + '"]').filter((field) => given(field) && !('m' in field.dataset) && !field.closest('.q').hidden)
      const answers = givers.map((field) => (box(field) ? field.parentNode.textContent : field.options ? field.selectedOptions[0].text : field.value.trim()))
      return answers.join(', ') || (values[name] || []).join(', ') || own
    }
    for (const gap of all('[data-p]')) {
      gap.own = gap.own || gap.dataset.f || gap.textContent
      gap.textContent = said(gap.dataset.p, gap.own)
    }
    // An entry of a list holds text only: its parts stand beside it, text, or a field and the words in its place.
    for (const entry of all('[data-w]')) {
      const parts = JSON.parse(entry.dataset.w).map((part) => (part.big ? part : said(...part)))
      entry['c' in entry.dataset ? 'value' : 'text'] = parts.join('')
    }
