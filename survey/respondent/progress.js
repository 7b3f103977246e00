    // A part that an answer still to come may open is on the way too, so that the end never moves further off.
    for (const section of sections) {
      const deciding = section.off ? (section.dataset.b || '').split(' ') : []
      const waits = (name) => {
        const item = document.getElementById('q-' + name)
        return item && !item.hidden && sections.indexOf(item.closest('section')) >= at && !all('input,select,textarea', item).some(given)
      }
      if (deciding.some(waits)) ahead += 1
    }
