/* Who else has this article open. No other module is needed.

   const presence = watchPresence("/api/v1/articles/7/presence/", {
     onChange: ({ others, lock, head, head_by, state }) => …,
     onTrouble: (status) => …,     // 0 when the network is away
   })
   presence.stop()

   The page says so at once and then as often as the server wants; while the tab is hidden, less
   often, and when it is left, that it is closed. `onChange` is called when an answer differs from
   the one before. */

const HIDDEN_FACTOR = 2
const FIRST_PAUSE_SECONDS = 20

export function watchPresence(address, { onChange = () => {}, onTrouble = () => {} } = {}) {
  let timer = null
  let last = ""
  let pause = FIRST_PAUSE_SECONDS
  let isStopped = false

  async function beat() {
    clearTimeout(timer)
    try {
      const response = await send(address, "POST")
      if (response.ok) showAnswer(await response.json())
      else onTrouble(response.status)
      if ([401, 403, 404].includes(response.status)) isStopped = true
    } catch {
      onTrouble(0)
    }
    if (isStopped) return
    timer = setTimeout(beat, pause * 1000 * (document.hidden ? HIDDEN_FACTOR : 1))
  }

  function showAnswer(answer) {
    pause = answer.beat_seconds
    const text = JSON.stringify(answer)
    if (text !== last) onChange(answer)
    last = text
  }

  function leave() {
    // Sent though the page goes away.
    send(address, "DELETE", { keepalive: true }).catch(() => {})
  }

  const onShown = () => document.hidden || beat()
  document.addEventListener("visibilitychange", onShown)
  addEventListener("pagehide", leave)
  addEventListener("pageshow", onShown)
  beat()
  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
      document.removeEventListener("visibilitychange", onShown)
      removeEventListener("pagehide", leave)
      removeEventListener("pageshow", onShown)
      leave()
    },
  }
}

function send(address, method, options = {}) {
  return fetch(address, {
    method,
    credentials: "same-origin",
    headers: { "X-CSRFToken": token(), Accept: "application/json" },
    ...options,
  })
}

/* Django's token: of the page's forms, since the cookie may be for the server alone. */
function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? ""
}
