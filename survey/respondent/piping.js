    // Earlier answers in texts: what is not answered, or not asked any more, leaves the words that stood there.
    for (const gap of all('[data-p]')) {
      gap.own = gap.own || gap.dataset.f || gap.textContent
      const givers = all('[name="' + gap.dataset.p + '"]').filter((field) => given(field) && !('m' in field.dataset) && !field.closest('.q').hidden)
      const answers = givers.map((field) => (box(field) ? field.parentNode.textContent : field.options ? field.selectedOptions[0].text : field.value.trim()))
      gap.textContent = answers.join(', ') || (values[gap.dataset.p] || []).join(', ') || gap.own
    }
