// What is left to do once the app has crashed. A panic or a trap ends the WebAssembly in the middle of
// whatever it was doing, so nothing here needs it: the text on the screen is kept under a mark that
// stops it from being loaded again, the app is silenced, and a dialog offers the ways on.
{
  const EDITOR = /^\/messages\/([^/]+\/[^/]+\/[^/]+\/[^/]+)$/
  // Events through which the app would run on, such as Control+S.
  const SILENCED = ['keydown', 'keyup', 'beforeunload', 'online', 'offline', 'pagehide', 'popstate', 'resize', 'visibilitychange']
  let hasCrashed = false

  const { RuntimeError, CompileError, LinkError } = WebAssembly

  /** Whether an error ended the WebAssembly: a trap, or, of errors that nothing caught, one that was
      thrown through it. A promise that merely failed has its frames as well, and ends nothing. */
  const isFatal = (error, isCaught) =>
    [RuntimeError, CompileError, LinkError].some((kind) => error instanceof kind) ||
    (!isCaught && /\.wasm\b|wasm-function/.test(error?.stack ?? ''))

  const onError = (event) => {
    const error = event.error ?? event.reason
    if (hasCrashed) {
      // Whatever still runs into the dead WebAssembly has nothing new to say.
      event.preventDefault()
      event.stopImmediatePropagation()
    } else if (isFatal(error, event.type === 'unhandledrejection')) {
      crash(String(error.message ?? error))
    }
  }
  addEventListener('error', onError)
  addEventListener('unhandledrejection', onError)
  for (const name of SILENCED) {
    addEventListener(name, (event) => hasCrashed && event.stopImmediatePropagation(), { capture: true })
  }

  function crash(what) {
    if (hasCrashed) return
    // The stream of results goes to another tab.
    dispatchEvent(new Event('stile-crash'))
    hasCrashed = true
    silence()
    const field = document.querySelector('.source-field')
    const text = field?.value
    show(what, text, text === undefined || keep(text))
  }
  globalThis.stileCrashed = crash

  /** Ends what would run into the dead WebAssembly, or save what crashed it: timers and requests, those
      that are waiting and those to come. */
  function silence() {
    for (let id = setTimeout(() => {}); id > 0; id -= 1) clearTimeout(id)
    const nothing = () => 0
    Object.assign(globalThis, { setTimeout: nothing, setInterval: nothing, requestAnimationFrame: nothing })
    globalThis.fetch = () => new Promise(nothing)
  }

  /** Keeps the text of the editor under the mark of a crash; `false` when the browser refuses. */
  function keep(text) {
    const [, id] = EDITOR.exec(location.pathname) ?? []
    try {
      const tab = sessionStorage.getItem('stile.tab') ?? ''
      localStorage.setItem(`stile.crashed.${id}#${tab}`, JSON.stringify({ text, at: new Date().toISOString() }))
      return true
    } catch {
      return false
    }
  }

  /** An element with properties and children. */
  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }

  function button(words, press) {
    const element = make('button', { type: 'button', className: 'button' }, words)
    element.addEventListener('click', press)
    return element
  }

  function show(what, text, isKept) {
    const buttons = make('div', { className: 'buttons' })
    const words = make('p', {}, 'Something went wrong in this page, and it cannot go on. What was saved is safe on the server.')
    const dialog = make('dialog', { className: 'dialog crash', role: 'alertdialog', ariaLabel: 'Stile has stopped' })
    dialog.append(make('h2', {}, 'Stile has stopped'), words)
    if (text !== undefined) {
      const kept = isKept
        ? 'The text that was on the screen is kept in this browser. It is not loaded again by itself, but offered.'
        : 'This browser could not keep the text that was on the screen: copy it before you go on.'
      const field = make('textarea', { className: 'crash-text', readOnly: true, value: text, ariaLabel: 'Your text', rows: 8 })
      const said = make('span', { role: 'status' })
      dialog.append(make('p', {}, kept), field)
      buttons.append(button('Copy my text', () => copy(field, said)), button('Reload without the draft', reload), said)
    } else {
      buttons.append(button('Reload', reload))
    }
    // The dialog gives the focus to it.
    buttons.firstElementChild.autofocus = true
    dialog.append(buttons, make('details', {}, make('summary', {}, 'What happened'), make('pre', {}, what)))
    dialog.addEventListener('cancel', (event) => event.preventDefault())
    ;(document.body ?? document.documentElement).append(dialog)
    dialog.showModal()
  }

  async function copy(field, said) {
    try {
      await navigator.clipboard.writeText(field.value)
    } catch {
      field.select()
      if (!document.execCommand('copy')) {
        said.textContent = 'The browser refuses: the text is selected, copy it by Control+C.'
        return
      }
    }
    said.textContent = 'Copied.'
  }

  function reload() {
    location.reload()
  }
}
