/* Sends decisions on suggestions to the server, which learns from them. If sending fails, nothing of the text
   is lost. */
import { post } from "newsroom/editor/interface/api"

const PAUSE = 400
const BATCH = 40
// The limit for all requests together that outlive a page is 64 KiB (Fetch, "keepalive").
const KEEPALIVE_LIMIT = 60_000

export class DecisionSender {
  constructor({ address, article, token }) {
    Object.assign(this, { address, article, token })
    this.waiting = []
    this.keepaliveSize = 0
    addEventListener("pagehide", () => this.send())
  }

  add({ token }, verdict) {
    this.waiting.push({ token, ...verdict })
    clearTimeout(this.timer)
    if (this.waiting.length >= BATCH) this.send()
    else this.timer = setTimeout(() => this.send(), PAUSE)
  }

  send() {
    while (this.waiting.length) this.sendSome(this.waiting.splice(0, BATCH))
  }

  sendSome(decisions) {
    const body = { article: this.article, decisions }
    const size = JSON.stringify(body).length
    const keepalive = this.keepaliveSize + size <= KEEPALIVE_LIMIT
    if (keepalive) this.keepaliveSize += size
    post(this.address, body, { token: this.token, keepalive })
      .catch(() => {})
      .finally(() => keepalive && (this.keepaliveSize -= size))
  }
}
