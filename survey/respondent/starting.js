      // A computed default goes once into a field that is empty, when it can be computed.
      if (here && item.dataset.start && !item.started) {
        const start = evaluate(JSON.parse(item.dataset.start))
        const field = item.querySelector('input,textarea')
        item.started = !none(start)
        if (item.started && !given(field)) field.value = written(start)
      }
